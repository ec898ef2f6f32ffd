package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.workloads.PodLogs;
import java.util.Optional;

/** A log that somebody follows. Once it is closed its reader hears nothing more, not even that it ended. */
final class FollowedLog implements PodLogs.Following {
    private final PodLogs.Reader reader;
    private final LineBatches lines;
    private Optional<AutoCloseable> stream = Optional.empty();
    private boolean closed;

    FollowedLog(PodLogs.Reader reader) {
        this.reader = reader;
        lines = new LineBatches(reader);
    }

    LineBatches lines() {
        return lines;
    }

    /** The stream is open; if nobody follows any more it is closed again. */
    void opened(AutoCloseable open) {
        boolean late;
        synchronized (this) {
            late = closed;
            stream = Optional.of(open);
        }
        if (late) {
            shut(open);
        }
    }

    /** Nothing more comes from the cluster. */
    void end(PodLogs.Result.Refused why) {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        lines.flush();
        lines.close();
        reader.ended(why);
    }

    @Override
    public void close() {
        Optional<AutoCloseable> open;
        synchronized (this) {
            closed = true;
            open = stream;
        }
        lines.close();
        open.ifPresent(FollowedLog::shut);
    }

    private static void shut(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            throw new IllegalStateException("A log could not be closed", e);
        }
    }
}
