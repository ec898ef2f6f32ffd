package dev.portcullis.console.workloads;

import java.util.List;

/** What containers have written. */
public interface PodLogs {
    /** The most lines from before that are shown. */
    int LONGEST_TAIL = 1_000;

    /** A longer line is cut. */
    int LONGEST_LINE = 4_000;

    /**
     * Which log.
     *
     * @param container one of the pod's; empty for its only or first one
     * @param tail how many lines from before, at most {@link #LONGEST_TAIL}
     */
    record Query(String namespace, String pod, String container, int tail) {
        public Query {
            tail = Math.clamp(tail, 1, LONGEST_TAIL);
        }

        /** The command that shows the same. */
        public String kubectl() {
            return "kubectl -n %s logs %s%s --tail=%d -f"
                    .formatted(namespace, pod, container.isEmpty() ? "" : " -c " + container, tail);
        }
    }

    /** Reads the newest lines and returns. */
    Result read(Query query);

    /**
     * Follows a log from its newest lines on.
     *
     * @param reader is called on a thread that must not be held up, at most four times a second
     */
    Following follow(Query query, Reader reader);

    /** What came of reading. */
    sealed interface Result {
        record Lines(List<String> lines) implements Result {
            public Lines {
                lines = List.copyOf(lines);
            }
        }

        /** The sentence says why not. */
        record Refused(boolean permission, String sentence) implements Result {}
    }

    /** Takes what is new. */
    interface Reader {
        /** Newer lines, the oldest first. */
        void lines(List<String> lines);

        /** Nothing more comes, and why. */
        void ended(Result.Refused why);
    }

    /** Ends the calls. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
