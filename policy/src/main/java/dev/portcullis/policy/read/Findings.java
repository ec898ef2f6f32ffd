package dev.portcullis.policy.read;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong while reading, and what only deserves a warning. */
final class Findings {

    /** Enough to mend a file by; a hostile one shall not make a report of its own size. */
    private static final int MOST = 100;

    /** States of compiled expressions allowed in all that is read at once. */
    private static final long MOST_STATES = 500_000;

    private long states;
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
