package dev.portcullis.console.quarantine.internal;

import dev.portcullis.console.quarantine.Quarantine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The quarantine policies of the cluster. Writing either happens wholly or throws {@link RefusedException}. */
interface QuarantineCluster {
    /** Makes the policy, where there is none of that name. */
    void create(Map<String, Object> manifest);

    /** Deletes exactly the one that is held; one that is gone already is no failure. */
    void delete(Held held);

    /** Those last heard of. */
    List<Held> all();

    /** Why {@link #all()} may be old. */
    Optional<String> problem();

    /** A quarantine and the object it stands in. */
    record Held(Quarantine quarantine, String uid) {}

    /** The cluster did not do it; the message says why. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final boolean exists;

        RefusedException(String message, boolean exists) {
            super(message);
            this.exists = exists;
        }

        /** Whether one of that name is there already. */
        boolean exists() {
            return exists;
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
