package dev.portcullis.hubble.filter;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Regular expressions in RE2's syntax, which is Hubble's, in time linear in what they read. */
final class Regex {

    /** Longer ones can only be meant to cost memory. */
    private static final int MAX_LENGTH = 4_096;

    private Regex() {}

    static Pattern compile(String expression) throws InvalidFilterException {
        if (expression.length() > MAX_LENGTH) {
            throw new InvalidFilterException(
                    "an expression of %d characters is too long; at most %d"
                            .formatted(expression.length(), MAX_LENGTH));
        }
        try {
            return Pattern.compile(expression);
        } catch (PatternSyntaxException invalid) {
            throw new InvalidFilterException(
                    "\"%s\" is no regular expression: %s"
                            .formatted(expression, invalid.getDescription()));
        }
    }
}
