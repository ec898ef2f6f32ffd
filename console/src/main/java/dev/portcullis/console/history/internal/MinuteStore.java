package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.StreamStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps minutes. */
interface MinuteStore {
    /** Keeps it; adds it to what is kept of the same minute. */
    void keep(KeptMinute minute);

    /** Sums of minutes, without their edges, oldest first. */
    List<Sums> sums(long fromMinute, long toMinute);

    /** Whole minutes, oldest first. */
    List<KeptMinute> minutes(long fromMinute, long toMinute);

    /** Spans without data that touch a time. */
    List<StreamStatus.Missing> missing(Instant from, Instant to);

    Optional<Long> oldest();

    /** Forgets minutes before this one, and the oldest until all take no more than so many bytes. */
    void sweep(long beforeMinute, long maxBytes);

    /** A minute without its edges. */
    record Sums(
            long epochMinute,
            long coveredMillis,
            long allowed,
            long denied,
            long undecided,
            long lost,
            List<String> silent) {}
}
