package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

/** A DNS name, or a pattern of names, as {@code toFQDNs} and DNS rules write them. */
public sealed interface NamePattern {

    /** What was written. */
    String written();

    /** {@code matchName}: exactly this name. */
    record Exact(String written) implements NamePattern {
        public Exact {
            requireNonNull(written, "written is null");
        }
    }

    /** {@code matchPattern}: {@code *} within a label, a leading {@code **.} over several labels. */
    record Wildcard(String written) implements NamePattern {
        public Wildcard {
            requireNonNull(written, "written is null");
        }
    }
}
