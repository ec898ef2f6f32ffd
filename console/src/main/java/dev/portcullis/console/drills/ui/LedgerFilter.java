package dev.portcullis.console.drills.ui;

import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.Sighting;
import java.util.Arrays;

/** Which lines of the ledger are shown. */
enum LedgerFilter {
    ALL("all"),
    DENIED("denied"),
    THROUGH("through");

    private final String word;

    LedgerFilter(String word) {
        this.word = word;
    }

    /** The word in the URL. */
    String word() {
        return word;
    }

    /** The filter of that word; all for any other. */
    static LedgerFilter of(String word) {
        return Arrays.stream(values())
                .filter(filter -> filter.word.equals(word))
                .findFirst()
                .orElse(ALL);
    }

    boolean shows(DrillPlan plan, Attempt attempt) {
        return switch (this) {
            case ALL -> true;
            case DENIED -> attempt.network().sighting() == Sighting.DENIED;
            case THROUGH -> attempt.gotThrough(plan);
        };
    }
}
