package dev.portcullis.policy.read;

import dev.portcullis.policy.Policy;
import java.util.List;

/** What came of reading policies. */
public sealed interface ParseResult {

    /**
     * Every object could be read. {@code warnings} are about parts that do less than they seem to.
     */
    record Parsed(List<Policy> policies, List<Problem> warnings) implements ParseResult {
        public Parsed {
            policies = List.copyOf(policies);
            warnings = List.copyOf(warnings);
        }
    }

    /** Something is wrong, so nothing is given. Never empty. */
    record Rejected(List<Problem> problems) implements ParseResult {
        public Rejected {
            problems = List.copyOf(problems);
        }
    }
}
