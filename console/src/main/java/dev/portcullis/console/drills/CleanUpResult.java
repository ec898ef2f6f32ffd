package dev.portcullis.console.drills;

/** What came of asking for a clean-up. */
public sealed interface CleanUpResult {
    /** It is under way, or was done already. */
    record Asked(int drills) implements CleanUpResult {}

    /** There is no such drill. */
    record NotFound() implements CleanUpResult {}

    /** It may not be done. */
    record Refused(String why) implements CleanUpResult {}
}
