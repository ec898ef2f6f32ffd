package dev.portcullis.console.policies;

import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.read.Problem;
import java.util.List;
import java.util.Optional;

/** What came of a text of policies. */
public sealed interface ApplyResult {
    /** The engine can read it and the cluster would take it; nothing was changed. */
    record Acceptable(List<PolicyId> policies, List<Problem> warnings) implements ApplyResult {
        public Acceptable {
            policies = List.copyOf(policies);
            warnings = List.copyOf(warnings);
        }
    }

    /** The cluster is now as the text says. */
    record Applied(List<PolicyId> policies, String kubectl) implements ApplyResult {
        public Applied {
            policies = List.copyOf(policies);
        }
    }

    /** It cannot be read; nothing was changed. */
    record Unreadable(List<Problem> problems) implements ApplyResult {
        public Unreadable {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Somebody else changed one of them first.
     *
     * @param theirs what is in the cluster now; empty if it was deleted
     * @param version of what is there now; empty if it was deleted
     * @param done the policies that were written before
     */
    record Conflict(PolicyId id, Optional<String> theirs, String version, List<PolicyId> done)
            implements ApplyResult {
        public Conflict {
            done = List.copyOf(done);
        }
    }

    /** It was not done, or only for the policies named. */
    record Refused(ToggleResult.Why why, String sentence, List<PolicyId> done)
            implements ApplyResult {
        public Refused {
            done = List.copyOf(done);
        }
    }
}
