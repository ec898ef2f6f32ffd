package dev.portcullis.console.drills.internal;

import java.util.List;

/** What the policies in force say about the attacker on its way to the target. */
interface PolicyVoice {
    /** Now. */
    Said now(AttackRoute route);

    /** Whether the target may be attacked at all: it carries the label for it. Empty text if so, else why not. */
    String targetRefused(AttackRoute route);

    /**
     * What they say.
     *
     * @param outcome {@code allowed}, {@code denied}, {@code undecided}; {@code unknown} if they cannot be asked
     * @param reason in a short sentence
     * @param policies those that decide, as {@code name} or {@code namespace/name}
     */
    record Said(String outcome, String reason, List<String> policies) {
        static final Said NOTHING = new Said("unknown", "", List.of());

        public Said {
            policies = List.copyOf(policies);
        }
    }
}
