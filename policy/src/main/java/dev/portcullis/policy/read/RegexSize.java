package dev.portcullis.policy.read;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Estimates how large a regular expression becomes when it is compiled, without compiling it:
 * repeats inside repeats multiply, and a few letters can ask for millions of states.
 */
final class RegexSize {

    /** How deep groups may be nested, as in Go's parser. */
    private static final int MOST_LEVELS = 1_000;

    private RegexSize() {}

    /** About how many states it takes; {@link Integer#MAX_VALUE} where it is beyond reason. */
    static int of(String expression) {
        Deque<long[]> groups = new ArrayDeque<>();
        // The size of the group so far, and of its last part, which a repeat multiplies.
        long[] here = {0, 0};
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            switch (c) {
                case '(' -> {
                    groups.push(here);
                    here = new long[] {1, 0};
                }
                case ')' -> {
                    long size = here[0] + here[1] + 1;
                    here = groups.isEmpty() ? new long[] {0, 0} : groups.pop();
                    next(here, size);
                }
                case '[' -> {
                    i = endOfClass(expression, i);
                    next(here, 1);
                }
                case '\\' -> {
                    i++;
                    next(here, 1);
                }
                case '{' -> here[1] *= repeats(expression, i);
                default -> next(here, 1);
            }
            if (groups.size() > MOST_LEVELS || here[0] + here[1] > Integer.MAX_VALUE / 4) {
                return Integer.MAX_VALUE;
            }
        }
        long size = here[0] + here[1];
        for (long[] open : groups) {
            size += open[0] + open[1];
        }
        return (int) Math.min(size, Integer.MAX_VALUE);
    }

    private static void next(long[] group, long size) {
        group[0] += group[1];
        group[1] = size;
    }

    private static int endOfClass(String expression, int start) {
        int end = start + 1;
        while (end < expression.length() && (expression.charAt(end) != ']' || end == start + 1)) {
            end += expression.charAt(end) == '\\' ? 2 : 1;
        }
        return end;
    }

    /** How often the repeat that begins here repeats at most; 1 if it is no repeat. */
    private static int repeats(String expression, int start) {
        int most = 0;
        int number = 0;
        for (int i = start + 1; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c >= '0' && c <= '9') {
                number = Math.min(10_000, number * 10 + (c - '0'));
            } else if (c == ',' || c == '}') {
                most = Math.max(most, number);
                number = 0;
                if (c == '}') {
                    return Math.max(1, most);
                }
            } else {
                return 1;
            }
        }
        return 1;
    }
}
