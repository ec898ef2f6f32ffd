package dev.portcullis.console.flows.internal;

/**
 * Remembers for a few seconds which packets were already counted, because Hubble tells of one packet twice: a denied
 * SYN as a policy verdict and as a drop, an allowed one as a policy verdict and as a trace. Whichever comes first is
 * counted, and its partner is swallowed.
 *
 * <p>Bounded: a table of fixed size in which the oldest entry of a neighbourhood gives way. What is forgotten too soon
 * is counted twice, which takes more than 4,000 unpaired packets per second.
 */
final class PairLedger {
    private static final int SIZE = 1 << 15;
    private static final int NEIGHBOURS = 8;
    private static final long MEMORY_MILLIS = 5_000;

    private final long[] keys = new long[SIZE];
    private final long[] touched = new long[SIZE];
    // Verdicts seen minus other events seen
    private final int[] balance = new int[SIZE];

    /**
     * Whether this event is the first of its pair, and so to be counted.
     *
     * @param key a hash of the packet's addresses, ports, protocol, and what became of it
     * @param isVerdict whether it is the policy verdict or its partner
     * @param now in milliseconds
     */
    boolean isFirst(long key, boolean isVerdict, long now) {
        int slot = slot(key, now);
        int before = balance[slot];
        balance[slot] = before + (isVerdict ? 1 : -1);
        touched[slot] = now;
        return isVerdict ? before >= 0 : before <= 0;
    }

    private int slot(long key, long now) {
        int start = (int) (key ^ key >>> 32) & SIZE - 1;
        int oldest = start;
        for (int i = 0; i < NEIGHBOURS; i++) {
            int slot = start + i & SIZE - 1;
            if (keys[slot] == key && now - touched[slot] <= MEMORY_MILLIS) {
                return slot;
            }
            if (touched[slot] < touched[oldest]) {
                oldest = slot;
            }
        }
        keys[oldest] = key;
        balance[oldest] = 0;
        return oldest;
    }
}
