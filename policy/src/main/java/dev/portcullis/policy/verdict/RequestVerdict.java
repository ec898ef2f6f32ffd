package dev.portcullis.policy.verdict;

/** What the rules inside a connection say about one request. */
public sealed interface RequestVerdict {

    /** The request may pass by this rule. */
    record Allowed(RuleRef rule) implements RequestVerdict {}

    /** The request is refused: HTTP answers 403, DNS answers REFUSED. */
    record Refused(DenyReason.RequestRefused reason) implements RequestVerdict {}

    /** It cannot be told. */
    record Undecidable(Doubt doubt) implements RequestVerdict {}
}
