package dev.portcullis.policy.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Collects what is wrong while reading, and what only deserves a warning. */
final class Findings {

    /** Enough to mend a file by; a hostile one shall not make a report of its own size. */
    private static final int MOST = 100;

    /** States of compiled expressions allowed in all that is read at once. */
    private static final long MOST_STATES = 500_000;

    private long states;
    private final Map<String, Set<String>> fields = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    void problem(String path, String message, String mend) {
        if (problems.size() < MOST) {
            problems.add(new Problem(path, message, mend));
        }
    }

    void warning(String path, String message, String mend) {
        if (warnings.size() < MOST) {
            warnings.add(new Problem(path, message, mend));
        }
    }

    /** Notes which fields a map at that path may have. */
    void offer(String path, Set<String> known) {
        if (fields.size() < MOST) {
            fields.put(path, known);
        }
    }

    /** Which fields the maps read may have, by their paths. */
    Map<String, Set<String>> fields() {
        return fields;
    }

    /** Takes that many states of expressions; false if there are no more to have. */
    boolean takeStates(int wanted) {
        states += wanted;
        return states <= MOST_STATES;
    }

    boolean anyProblem() {
        return !problems.isEmpty();
    }

    List<Problem> problems() {
        return problems;
    }

    List<Problem> warnings() {
        return warnings;
    }
}
