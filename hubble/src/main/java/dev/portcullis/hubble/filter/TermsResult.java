package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.Flow;
import java.util.function.Predicate;

/** What came of reading the conditions somebody set. */
public sealed interface TermsResult {
    /** They make sense; {@code condition} holds for the flows they want. */
    record Ready(FlowTerms terms, Predicate<Flow> condition) implements TermsResult {}

    /** One of them makes no sense: which parameter, and why. */
    record Invalid(String parameter, String why) implements TermsResult {}
}
