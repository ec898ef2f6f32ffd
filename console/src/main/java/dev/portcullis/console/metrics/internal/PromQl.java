package dev.portcullis.console.metrics.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads out of a PromQL expression which metrics it selects, and which labels of each it needs to be there. It follows
 * selectors, strings and the labels an aggregation written in front of its argument keeps ({@code sum by (source)
 * (…)}); it does not check the expression, which promtool does in the tests.
 */
final class PromQl {
    private static final Set<String> WORDS =
            Set.of(
                    "by",
                    "without",
                    "on",
                    "ignoring",
                    "group_left",
                    "group_right",
                    "and",
                    "or",
                    "unless",
                    "bool",
                    "offset",
                    "inf",
                    "nan");

    /**
     * A metric and the labels that must not be empty for the expression to find it.
     *
     * @param metric its name
     */
    record Need(String metric, Set<String> labels) {
        Need {
            labels = Set.copyOf(labels);
        }
    }

    private final String text;
    private final List<Need> needs = new ArrayList<>();
    private final Deque<Set<String>> frames = new ArrayDeque<>();
    private Set<String> kept = Set.of();
    private int at;

    private PromQl(String text) {
        this.text = text;
    }

    /** The needs of an expression, in its order. */
    static List<Need> needs(String expression) {
        var reader = new PromQl(expression);
        reader.read();
        return reader.needs;
    }

    private void read() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' || c == '\'') {
                string();
            } else if (c == '[') {
                at = Math.max(text.indexOf(']', at) + 1, at + 1);
            } else if (c == '(') {
                frames.push(kept);
                kept = Set.of();
                at++;
            } else if (c == ')') {
                frames.poll();
                at++;
            } else if (isLetter(c)) {
                word();
            } else if (Character.isDigit(c) || c == '$') {
                at++;
                while (at < text.length() && (isLetter(text.charAt(at)) || isDigit())) {
                    at++;
                }
            } else {
                at++;
            }
        }
    }

    private void word() {
        var word = name();
        spaces();
        boolean paren = at < text.length() && text.charAt(at) == '(';
        if (WORDS.contains(word)) {
            if (paren) {
                var labels = list();
                if (word.equals("by")) {
                    labels.remove("le");
                    kept = labels;
                }
            }
            return;
        }
        if (paren) {
            return;
        }
        if (text.startsWith("by", at) || text.startsWith("without", at)) {
            // the name of an aggregation
            return;
        }
        Set<String> labels = new HashSet<>();
        frames.forEach(labels::addAll);
        if (at < text.length() && text.charAt(at) == '{') {
            matchers(labels);
        }
        needs.add(new Need(word, labels));
    }

    private void matchers(Set<String> labels) {
        at++;
        while (at < text.length() && text.charAt(at) != '}') {
            if (!isLetter(text.charAt(at))) {
                at++;
                continue;
            }
            var label = name();
            spaces();
            int from = at;
            while (at < text.length() && "=!~".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            boolean positive = text.charAt(from) == '=';
            spaces();
            var value = string();
            if (positive && !value.isEmpty()) {
                labels.add(label);
            }
        }
        at++;
    }

    private Set<String> list() {
        Set<String> labels = new HashSet<>();
        at++;
        while (at < text.length() && text.charAt(at) != ')') {
            if (isLetter(text.charAt(at))) {
                labels.add(name());
            } else {
                at++;
            }
        }
        at++;
        return labels;
    }

    private String string() {
        char quote = text.charAt(at);
        int from = ++at;
        while (at < text.length() && text.charAt(at) != quote) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        int end = Math.min(at, text.length());
        at = end + 1;
        return text.substring(from, end);
    }

    private String name() {
        int from = at;
        while (at < text.length() && (isLetter(text.charAt(at)) || isDigit())) {
            at++;
        }
        return text.substring(from, at);
    }

    private void spaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean isDigit() {
        return Character.isDigit(text.charAt(at));
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':';
    }
}
