package dev.portcullis.policy.verdict;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PolicyId;
import java.util.List;

/** What policies say about a connection on one of its two sides, with the reason. */
public sealed interface DirectionVerdict {

    /** The side this is about. */
    Direction direction();

    /** True if a policy is enforced for the subject in this direction: only then Cilium reports verdicts. */
    boolean enforced();

    /** How closely the deciding rule speaks about the connection. */
    MatchKind match();

    /** The policies that decided, in order and without repeats; empty for default deny and where none did. */
    List<PolicyId> policies();

    /** It may pass. If the connection carried a request, the request may pass as well. */
    record Allowed(Direction direction, boolean enforced, MatchKind match, AllowReason reason)
            implements DirectionVerdict {
        @Override
        public List<PolicyId> policies() {
            return reason instanceof AllowReason.ByRules by
                    ? Deciding.policies(by.rules())
                    : List.of();
        }
    }

    /** It may be made, and every request inside is asked about: see {@link Redirect#decide}. */
    record Redirected(Direction direction, MatchKind match, Redirect redirect)
            implements DirectionVerdict {
        @Override
        public boolean enforced() {
            return true;
        }

        @Override
        public List<PolicyId> policies() {
            return Deciding.policies(redirect.rules());
        }
    }

    /** It may not pass. */
    record Denied(Direction direction, MatchKind match, DenyReason reason)
            implements DirectionVerdict {
        @Override
        public boolean enforced() {
            return true;
        }

        @Override
        public List<PolicyId> policies() {
            return switch (reason) {
                case DenyReason.DenyRules deny -> Deciding.policies(deny.rules());
                case DenyReason.RequestRefused refused -> Deciding.policies(refused.rules());
                case DenyReason.DefaultDeny _ -> List.of();
            };
        }
    }

    /** It cannot be told, because of these rules. */
    record Undecidable(Direction direction, boolean enforced, List<Doubt> doubts)
            implements DirectionVerdict {
        public Undecidable {
            doubts = List.copyOf(doubts);
        }

        @Override
        public MatchKind match() {
            return MatchKind.NONE;
        }

        @Override
        public List<PolicyId> policies() {
            return Deciding.policies(doubts.stream().map(Doubt::rule).toList());
        }
    }
}
