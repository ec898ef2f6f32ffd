package dev.portcullis.policy.verdict;

/** The one word for a verdict. */
public enum Outcome {
    ALLOWED,
    /** Allowed as far as the connection goes; its requests are still to be asked about. */
    REDIRECTED,
    DENIED,
    UNDECIDED
}
