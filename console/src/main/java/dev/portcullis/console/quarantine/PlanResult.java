package dev.portcullis.console.quarantine;

/** What came of planning a quarantine. */
public sealed interface PlanResult {
    record Planned(QuarantinePlan plan) implements PlanResult {}

    /** It cannot be. The sentence says why and what to do next. */
    record Refused(String why) implements PlanResult {}
}
