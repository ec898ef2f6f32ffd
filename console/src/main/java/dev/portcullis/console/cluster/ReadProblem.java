package dev.portcullis.console.cluster;

/**
 * Why what is known of the cluster may be old, incomplete, or nothing at all.
 *
 * @param sentence says so to a person, with its full stop
 */
public record ReadProblem(Kind kind, String sentence) {
    /** What keeps it from being known. */
    public enum Kind {
        /** Nothing is wrong: it is being read for the first time, and an empty list means nothing yet. */
        READING,
        /** The console lacks a right. */
        FORBIDDEN,
        /** The cluster does not answer. */
        SILENT
    }

    /** Whether it only takes a moment. */
    public boolean isReading() {
        return kind == Kind.READING;
    }
}
