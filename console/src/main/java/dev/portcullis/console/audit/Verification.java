package dev.portcullis.console.audit;

/** What a walk along the chain found. */
public sealed interface Verification {
    /** Every line is as it was written. */
    record Intact(long entries) implements Verification {}

    /** The first line that is not as it was written, or is missing. */
    record Broken(long seq, String what) implements Verification {}
}
