package dev.portcullis.console.metrics.internal;

import java.util.List;

/** What came of fetching a page of text. */
sealed interface FetchResult {
    /** Its lines. */
    record Fetched(List<String> lines) implements FetchResult {
        public Fetched {
            lines = List.copyOf(lines);
        }
    }

    /** None, and why. */
    record Failed(String why) implements FetchResult {}
}
