package dev.portcullis.console.metrics.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads Prometheus' text format 0.0.4: one sample a line, {@code name{label="value"} 1.5}. Comments and lines that are
 * none of it are skipped, as Prometheus' own clients are the only ones that write it.
 */
final class PrometheusText {
    /** One series and its value. */
    record Sample(String name, Map<String, String> labels, double value) {
        Sample {
            labels = Map.copyOf(labels);
        }

        /** The value of a label; empty without it, which is the same to Prometheus. */
        String label(String key) {
            return labels.getOrDefault(key, "");
        }
    }

    private PrometheusText() {}

    /** Hands every sample to the reader. */
    static void read(Iterable<String> lines, Consumer<Sample> reader) {
        for (var line : lines) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                sample(line, reader);
            }
        }
    }

    private static void sample(String line, Consumer<Sample> reader) {
        int brace = line.indexOf('{');
        int space = line.indexOf(' ');
        if (space < 0) {
            return;
        }
        Map<String, String> labels = new HashMap<>();
        int end = space;
        String name = line.substring(0, space);
        if (brace >= 0 && brace < space) {
            name = line.substring(0, brace);
            end = labels(line, brace + 1, labels);
            if (end < 0) {
                return;
            }
        }
        var rest = line.substring(end).strip();
        int second = rest.indexOf(' ');
        try {
            reader.accept(
                    new Sample(
                            name, labels, number(second < 0 ? rest : rest.substring(0, second))));
        } catch (NumberFormatException noSample) {
            // not of this format
        }
    }

    /** Reads up to the closing brace and answers where the rest begins; -1 if there is none. */
    private static int labels(String line, int from, Map<String, String> labels) {
        int at = from;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (c == '}') {
                return at + 1;
            }
            if (c == ',' || c == ' ') {
                at++;
                continue;
            }
            int equals = line.indexOf('=', at);
            if (equals < 0 || equals + 1 >= line.length() || line.charAt(equals + 1) != '"') {
                return -1;
            }
            var value = new StringBuilder();
            int i = equals + 2;
            while (i < line.length() && line.charAt(i) != '"') {
                char letter = line.charAt(i);
                if (letter == '\\' && i + 1 < line.length()) {
                    i++;
                    letter = line.charAt(i) == 'n' ? '\n' : line.charAt(i);
                }
                value.append(letter);
                i++;
            }
            if (i >= line.length()) {
                return -1;
            }
            labels.put(line.substring(at, equals).strip(), value.toString());
            at = i + 1;
        }
        return -1;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> Double.parseDouble(text);
        };
    }
}
