package dev.portcullis.console.flows;

import dev.portcullis.hubble.Flow;
import java.time.Instant;
import java.util.List;

/**
 * Some of the kept flows.
 *
 * @param cursor stands for the newest event there was; hand it in to get what comes after
 * @param fresh whether it begins anew, so that rows shown before belong to another run
 * @param rows newest first
 * @param skipped flows that matched and are not here, as the page is full
 * @param missed flows that came and went between two pages, so that nobody knows whether they matched
 */
public record FlowPage(String cursor, boolean fresh, List<Row> rows, long skipped, long missed) {
    public FlowPage {
        rows = List.copyOf(rows);
    }

    /** A line of the table. */
    public sealed interface Row {
        /** Its place in the stream: greater is later. */
        long seq();
    }

    /**
     * A flow.
     *
     * @param source the map's node it came from; of the client where the flow answers
     * @param destination the map's node it went to
     */
    public record Seen(long seq, Flow flow, String source, String destination) implements Row {}

    /**
     * Something that qualifies the flows around it: events were lost, a node fell silent, the stream broke.
     *
     * @param id names it; it comes again when it grew
     * @param from when it began
     * @param to when it ended
     * @param events how many flows are missing, if that is known, else -1
     * @param words what happened
     */
    public record Interruption(
            long seq, long id, Instant from, Instant to, long events, String words)
            implements Row {}
}
