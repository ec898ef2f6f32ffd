package dev.portcullis.console.incidents;

/** What came of a wish about an incident. */
public sealed interface ChangeResult {
    /** It was done; so the incident is now. */
    record Changed(Incident incident) implements ChangeResult {}

    /** There is no such incident, or not any more. */
    record NotFound() implements ChangeResult {}

    /** It was not done. The sentence says why and what to do next. */
    record Refused(String why) implements ChangeResult {}
}
