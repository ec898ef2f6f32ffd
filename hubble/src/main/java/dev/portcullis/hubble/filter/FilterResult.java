package dev.portcullis.hubble.filter;

/** What came of compiling filters. */
public sealed interface FilterResult {

    /** They may be used, by any number of threads. */
    record Ready(FlowFilters filters) implements FilterResult {}

    /** Something in them means nothing; {@code problem} names the field and the value. */
    record Invalid(String problem) implements FilterResult {}
}
