package dev.portcullis.console.drills;

import java.time.Instant;

/**
 * From a moment on, what the policies in force said about the attack.
 *
 * @param from when it came to be so
 * @param outcome {@code allowed}, {@code denied} or {@code undecided}
 */
public record PolicySpan(Instant from, String outcome) {}
