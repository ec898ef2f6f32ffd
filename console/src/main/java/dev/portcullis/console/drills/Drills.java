package dev.portcullis.console.drills;

import dev.portcullis.console.access.User;
import java.util.List;
import java.util.Optional;

/** The drills: launched here, watched here, cleaned up here whatever happens. */
public interface Drills {
    /** Launches a drill. It is in the audit log before anything is made in the cluster. */
    LaunchResult launch(DrillRequest request, User user);

    Optional<Drill> find(DrillId id);

    /** What proves a drill beside its ledger; empty if there is no such drill. */
    Optional<DrillEvidence> evidence(DrillId id);

    /** The newest first; the running ones and at most two hundred that ended. */
    List<Drill> newest();

    /** Stops a drill that runs, and removes what is left of it. */
    CleanUpResult cleanUp(DrillId id, User user);

    /** Stops every drill, and removes whatever any drill has left in the cluster. */
    CleanUpResult cleanUpAll(User user);

    /** Why no drill can be launched at all; empty if one can. */
    Optional<String> unavailable();

    /** Calls back when a drill changes, on a thread of the drill's: only <em>that</em> it changed; read again. */
    Following onChange(Runnable listener);

    /** Ends the calls. */
    interface Following extends AutoCloseable {
        @Override
        void close();
    }
}
