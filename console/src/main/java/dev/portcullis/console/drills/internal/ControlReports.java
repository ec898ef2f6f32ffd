package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Control;
import dev.portcullis.console.drills.Drills;
import java.util.function.Consumer;

/** The reports of the legitimate client that runs all the time. */
interface ControlReports {
    /** What is measured, in a few words. */
    String source();

    /**
     * Hands over every further report, on a thread of its own, until it is closed.
     *
     * @param problem told why there is none, as often as that changes; empty text when there is one again
     */
    Drills.Following follow(Consumer<Control.Sample> report, Consumer<String> problem);
}
