package dev.portcullis.traffic.attack;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of all attempts, as the client alone can tell.
 *
 * @param outcomes how many attempts ended how
 * @param gotThrough how many reached the database
 * @param verdict the client's own word; whether a policy was the cause, only the flows can say
 */
public record Summary(
        String plan,
        String target,
        int attempts,
        Map<Outcome, Integer> outcomes,
        int gotThrough,
        Held held,
        Verdict verdict,
        Instant startedAt,
        Instant endedAt) {

    /** The client's verdict, and the exit code that says the same to a Job. */
    public enum Verdict {
        /** Every attempt ended in a timeout or a refusal. */
        BLOCKED(0),
        /** At least one attempt reached the database. */
        EXPOSED(10),
        /** Some attempts ended in ways that prove neither. */
        INCONCLUSIVE(20);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        static Verdict of(Map<Outcome, Integer> outcomes) {
            if (outcomes.keySet().stream().anyMatch(Outcome::gotThrough)) {
                return EXPOSED;
            }
            boolean blocked =
                    !outcomes.isEmpty()
                            && outcomes.keySet().stream().allMatch(Outcome::lookedBlocked);
            return blocked ? BLOCKED : INCONCLUSIVE;
        }
    }

    public Summary {
        outcomes = new TreeMap<>(outcomes);
    }

    public int exitCode() {
        return verdict.exitCode();
    }
}
