package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import java.util.Set;
import java.util.function.Consumer;

/** The attackers in the cluster. Every call may throw {@link ClusterSilentException}. */
interface AttackJobs {

    /** Makes the attacker. */
    Started start(DrillId id, DrillRequest request, String by);

    /** How it is now. */
    State state(DrillId id);

    /**
     * Hands over every line the attacker has written and writes, until it ends or the stream breaks. A call after a
     * broken stream begins again from the first line.
     */
    void follow(DrillId id, Consumer<String> line);

    /** Ends a {@link #follow} that is under way. */
    void stopFollowing(DrillId id);

    /** Asks for its removal, with everything that belongs to it. Nothing to remove is no failure. */
    void delete(DrillId id);

    /** Every drill of which something is in the cluster. */
    Set<DrillId> leftOver();

    /** What came of making an attacker. */
    sealed interface Started {
        /** The cluster has it. */
        record Accepted() implements Started {}

        /** The cluster refused it, for this reason. */
        record Refused(String why) implements Started {}
    }

    /** How an attacker is. */
    sealed interface State {
        /** Nothing of it is in the cluster. */
        record Absent() implements State {}

        /** It does not run yet, for this reason. */
        record Waiting(String why) implements State {}

        /** It runs. */
        record Running() implements State {}

        /** It ended. */
        record Ended(String how) implements State {}
    }

    /** The cluster did not answer, or not with what was asked for. */
    final class ClusterSilentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClusterSilentException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
