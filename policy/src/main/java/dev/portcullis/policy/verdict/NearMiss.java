package dev.portcullis.policy.verdict;

import java.util.List;

/** An allow rule that did not match, and everything it missed by. */
public record NearMiss(RuleRef rule, List<Miss> misses) {

    public NearMiss {
        misses = List.copyOf(misses);
    }

    /** One thing a rule asked for and did not find, in words that fit into a sentence. */
    public record Miss(Kind kind, String wanted, String found) {}

    /** What kind of thing was missed. */
    public enum Kind {
        LABEL,
        NAMESPACE,
        ENTITY,
        ADDRESS,
        NAME,
        SERVICE,
        NODE,
        NOBODY,
        PORT,
        PROTOCOL
    }
}
