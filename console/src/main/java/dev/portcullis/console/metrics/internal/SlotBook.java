package dev.portcullis.console.metrics.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Slots of ten seconds for the last quarter of an hour, and of a minute for the last day. */
final class SlotBook {
    static final int FINE_SECONDS = 10;
    private static final int MINUTE = 60;
    private static final int KEPT_FINE = 15 * 60 + MINUTE;
    private static final int KEPT_MINUTES = 24 * 60 * 60 + 20 * MINUTE;

    private final TreeMap<Long, Slot> fine = new TreeMap<>();
    private final TreeMap<Long, Slot> minutes = new TreeMap<>();

    /** Puts back the minutes of an earlier run. */
    synchronized void restore(List<Slot> earlier) {
        earlier.forEach(minute -> minutes.put(minute.second(), minute));
    }

    /** Adds ten seconds. If they end a minute, answers that minute. */
    synchronized Optional<Slot> add(Slot slot) {
        fine.put(slot.second(), slot);
        fine.headMap(slot.second() - KEPT_FINE).clear();
        long minute = slot.second() / MINUTE * MINUTE;
        if (slot.second() + FINE_SECONDS < minute + MINUTE) {
            return Optional.empty();
        }
        var tally = new Tally();
        fine.subMap(minute, minute + MINUTE).values().forEach(tally::add);
        var whole = tally.at(minute);
        minutes.put(minute, whole);
        minutes.headMap(minute - KEPT_MINUTES).clear();
        return Optional.of(whole);
    }

    /** What was counted from one second to another, in the finest slots that reach so far back. */
    synchronized List<Slot> between(long from, long to, boolean finest) {
        return new ArrayList<>((finest ? fine : minutes).subMap(from, to).values());
    }
}
