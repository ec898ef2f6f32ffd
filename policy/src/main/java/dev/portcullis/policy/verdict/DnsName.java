package dev.portcullis.policy.verdict;

import com.google.re2j.Pattern;
import dev.portcullis.policy.NamePattern;
import java.util.Locale;

/**
 * Matches DNS names as Cilium does ({@code pkg/fqdn/matchpattern}): without case and without the
 * final dot; {@code *} stands for letters, digits, {@code -} and {@code _} within one label; a
 * leading {@code **.} for one or more whole labels; {@code *} alone for every name.
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
        if (wildcard.equals("*")) {
            return "([-a-z0-9_]+(\\.[-a-z0-9_]+)*)?\\.?";
        }
        StringBuilder expression = new StringBuilder();
        String rest = wildcard;
        if (rest.startsWith("**.")) {
            expression.append("([-a-z0-9_]+\\.)+");
            rest = rest.substring(3);
        }
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '*') {
                expression.append("[-a-z0-9_]*");
            } else {
                expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.toString();
    }
}
