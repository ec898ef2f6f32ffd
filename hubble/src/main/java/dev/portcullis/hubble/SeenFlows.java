package dev.portcullis.hubble;

import java.time.Duration;
import java.util.Arrays;

/**
 * Which flows have been shown lately, by 64-bit names, in bounded memory: two generations, of which
 * the older is forgotten once the younger is old or full. Not for several threads at once.
 */
final class SeenFlows {
    /** Per generation; two seconds' overlap of 250,000 flows a second. */
    static final int MAX_NAMES = 1 << 19;

    private static final int FIRST_SIZE = 1 << 12;

    private final long halfWindow;
    private long[] young = new long[FIRST_SIZE];
    private long[] old = new long[FIRST_SIZE];
    private int count;
    private long youngSince;

    SeenFlows(Duration window) {
        halfWindow = window.toNanos() / 2;
    }

    /**
     * Remembers a flow.
     *
     * @param name its name, {@link #name(Flow)}
     * @param now nanoseconds of a clock that only goes forward
     * @return whether it was not remembered yet
     */
    boolean add(long name, long now) {
        if (count >= MAX_NAMES || now - youngSince > halfWindow) {
            turn(now);
        }
        if (contains(old, name) || !insert(young, name)) {
            return false;
        }
        count++;
        if (count * 2 > young.length) {
            grow();
        }
        return true;
    }

    /** A flow's name: its uuid, or, from agents that give none, all that tells it from others. */
    static long name(Flow flow) {
        long name;
        if (!flow.uuid().isEmpty()) {
            name = hash(1, flow.uuid());
        } else {
            name = hash(2, flow.nodeName());
            name = mix(name ^ flow.time().getEpochSecond());
            name = mix(name ^ flow.time().getNano());
            name = hash(name, flow.source().ip());
            name = hash(name, flow.destination().ip());
            name = mix(name ^ ((long) flow.source().port() << 32 | flow.destination().port()));
            name = mix(name ^ ((long) flow.event().type() << 32 | flow.event().subType()));
            name = mix(name ^ ((long) flow.verdictNumber() << 32 | flow.tcpFlags().bits()));
            name = mix(name ^ ((long) flow.tracePoint() << 32 | flow.protocol().ordinal()));
        }
        return name == 0 ? 1 : name;
    }

    // Four characters at a time, for this is done for every flow.
    private static long hash(long seed, String text) {
        long hash = seed;
        int length = text.length();
        int i = 0;
        for (; i + 4 <= length; i += 4) {
            long four =
                    text.charAt(i)
                            | (long) text.charAt(i + 1) << 16
                            | (long) text.charAt(i + 2) << 32
                            | (long) text.charAt(i + 3) << 48;
            hash = (hash ^ four) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        for (; i < length; i++) {
            hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return mix(hash);
    }

    private static long mix(long bits) {
        long mixed = (bits ^ bits >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }

    private void turn(long now) {
        long[] forgotten = old;
        old = young;
        if (forgotten.length == young.length) {
            Arrays.fill(forgotten, 0);
            young = forgotten;
        } else {
            young = new long[young.length];
        }
        count = 0;
        youngSince = now;
    }

    private void grow() {
        long[] larger = new long[young.length * 2];
        for (long name : young) {
            if (name != 0) {
                insert(larger, name);
            }
        }
        young = larger;
    }

    private static boolean insert(long[] table, long name) {
        int mask = table.length - 1;
        int slot = (int) name & mask;
        while (table[slot] != 0) {
            if (table[slot] == name) {
                return false;
            }
            slot = slot + 1 & mask;
        }
        table[slot] = name;
        return true;
    }

    private static boolean contains(long[] table, long name) {
        int mask = table.length - 1;
        int slot = (int) name & mask;
        while (table[slot] != 0) {
            if (table[slot] == name) {
                return true;
            }
            slot = slot + 1 & mask;
        }
        return false;
    }
}
