package dev.portcullis.policy.verdict;

import com.google.re2j.Pattern;
import dev.portcullis.policy.NamePattern;
import java.util.Locale;

/**
 * Matches DNS names as Cilium does ({@code pkg/fqdn/matchpattern}): without case and without the
 * final dot; {@code *} stands for letters, digits, {@code -} and {@code _} within one label; a
 * leading {@code **.} for one or more whole labels; stars alone for every name.
 */
final class DnsName {

    private final Pattern pattern;

    private DnsName(Pattern pattern) {
        this.pattern = pattern;
    }

    static DnsName of(NamePattern written) {
        return new DnsName(
                Pattern.compile(
                        switch (written) {
                            case NamePattern.Exact exact -> Pattern.quote(normal(exact.written()));
                            case NamePattern.Wildcard wildcard ->
                                    expression(normal(wildcard.written()));
                        }));
    }

    boolean matches(String name) {
        return pattern.matches(normal(name));
    }

    /** A name in lower case without its final dot. */
    static String normal(String name) {
        String lower = name.toLowerCase(Locale.ROOT).strip();
        return lower.length() > 1 && lower.endsWith(".")
                ? lower.substring(0, lower.length() - 1)
                : lower;
    }

    private static String expression(String wildcard) {
        if (wildcard.chars().allMatch(c -> c == '*')) {
            return "([-a-z0-9_]+\\.)*[-a-z0-9_]+|\\.";
        }
        StringBuilder expression = new StringBuilder();
        int stars = 0;
        while (wildcard.charAt(stars) == '*') {
            stars++;
        }
        int from = 0;
        if (stars >= 2 && wildcard.charAt(stars) == '.') {
            expression.append("([-a-z0-9_]+\\.)+");
            from = stars + 1;
        }
        for (int i = from; i < wildcard.length(); i++) {
            char c = wildcard.charAt(i);
            if (c != '*') {
                expression.append(Pattern.quote(String.valueOf(c)));
            } else if (i == 0 || wildcard.charAt(i - 1) != '*') {
                expression.append("[-a-z0-9_]*");
            }
        }
        return expression.toString();
    }
}
