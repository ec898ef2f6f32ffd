package dev.portcullis.console.metrics;

import java.util.Locale;
import java.util.Optional;

/** What the charts answer. */
public enum Question {
    /** Who got through to whom, and who did not. */
    TRAFFIC,
    /** Which packets were dropped, and why. */
    DROPS,
    /** How long it takes to be connected. */
    LATENCY,
    /** What became of attempts nobody was entitled to. */
    ERRORS;

    /** Its word in addresses. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The question with that word. */
    public static Optional<Question> of(String word) {
        for (var question : values()) {
            if (question.word().equals(word)) {
                return Optional.of(question);
            }
        }
        return Optional.empty();
    }
}
