package dev.portcullis.console.flows;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Flows of a file, as {@code hubble observe -o jsonpb} or its exporter writes it, kept apart from the live ones. A few
 * files at a time: a new one takes the place of the one that was longest not looked at.
 */
public interface Recordings {
    /** The most bytes that are read of a file. */
    long MAX_BYTES = 32L << 20;

    /** The most flows that are kept of a file, its first. */
    int MAX_FLOWS = 50_000;

    /** How many files are open at once. */
    int MAX_OPEN = 3;

    /** Reads a file; at most {@link #MAX_BYTES} of it. Does not close it. */
    OpenResult open(String name, InputStream lines);

    /** The file that was opened under this id; empty if it had to give way. */
    Optional<Recording> find(String id);

    /** Closes it. */
    void close(String id);

    /** What came of opening a file. */
    sealed interface OpenResult {
        record Opened(Recording recording) implements OpenResult {}

        /** There is no flow in it; what the first bad lines lack. */
        record NoFlows(long badLines, List<BadLine> firstBad) implements OpenResult {
            public NoFlows {
                firstBad = List.copyOf(firstBad);
            }
        }

        /** It could not be read to its end. */
        record Unreadable(String why) implements OpenResult {}
    }

    /** A line that is none of Hubble's, counted from 1. */
    record BadLine(long line, String why) {}

    /**
     * An open file.
     *
     * @param id names it in addresses; nobody can guess it
     * @param name the file's, as the browser said it
     * @param flowCount flows kept
     * @param badLines lines that could not be read
     * @param firstBad the first few of them
     * @param cut whether the file goes on beyond what is kept
     * @param first the earliest flow
     * @param last the latest
     * @param flows what it holds, like the live ones
     * @param tail the same, for the table
     */
    record Recording(
            String id,
            String name,
            int flowCount,
            long badLines,
            List<BadLine> firstBad,
            boolean cut,
            Instant first,
            Instant last,
            Flows flows,
            FlowTail tail) {
        public Recording {
            firstBad = List.copyOf(firstBad);
        }
    }
}
