package dev.portcullis.lab.api;

import java.time.Duration;
import java.util.List;

/**
 * One reader's place in the history of a kind. Nothing is queued for a slow reader: it reads on
 * from where it was, and learns when that is no longer possible.
 */
final class Feed {

    /** What a look at the history brought. */
    sealed interface Batch {
        /** These changes came next, perhaps none; the reader has now seen everything up to this revision. */
        record Changes(List<Shelf.Change> changes, long revision) implements Batch {
            public Changes {
                changes = List.copyOf(changes);
            }
        }

        /** The changes that came next are forgotten; only a new list helps. */
        record TooOld() implements Batch {}
    }

    private static final int BATCH = 500;

    private final Store store;
    private final Kind kind;
    private long revision;

    Feed(Store store, Kind kind, long revision) {
        this.store = store;
        this.kind = kind;
        this.revision = revision;
    }

    /** Waits up to {@code patience} for a change. */
    Batch next(Duration patience) throws InterruptedException {
        var batch = store.changesAfter(kind, revision, BATCH, patience);
        if (batch instanceof Batch.Changes changes) {
            revision = changes.revision();
        }
        return batch;
    }
}
