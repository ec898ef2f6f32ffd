package dev.portcullis.policy.verdict;

/** What one matcher says: yes, no, or that it cannot tell. */
sealed interface Match {

    /** It matches. */
    Match YES = new Yes();

    /** It does not match. */
    Match NO = new No();

    record Yes() implements Match {}

    record No() implements Match {}

    record Unknown(String because) implements Match {}

    static Match of(boolean matches) {
        return matches ? YES : NO;
    }

    /** The first that says yes, else the first that cannot tell, else no. */
    default Match or(Match other) {
        return this instanceof Yes || (this instanceof Unknown && !(other instanceof Yes))
                ? this
                : other;
    }

    /** No if either says no, else the first that cannot tell, else yes. */
    default Match and(Match other) {
        return this instanceof No || (this instanceof Unknown && !(other instanceof No))
                ? this
                : other;
    }
}
