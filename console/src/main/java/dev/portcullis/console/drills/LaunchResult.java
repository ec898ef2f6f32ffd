package dev.portcullis.console.drills;

/** What came of launching a drill. */
public sealed interface LaunchResult {
    /** It is on its way. */
    record Launched(Drill drill) implements LaunchResult {}

    /** Too many run already; the sentence says whose. */
    record Busy(String why) implements LaunchResult {}

    /** It may not be launched: the user, the target or the settings forbid it, or the audit log cannot be written. */
    record Refused(String why) implements LaunchResult {}
}
