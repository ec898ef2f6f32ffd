package dev.portcullis.console.base;

import com.vaadin.flow.component.button.Button;

/** Marks what only operators may use: it stays in sight, and says to everybody else why it does nothing. */
public final class OperatorOnly {
    private OperatorOnly() {}

    /**
     * Lets a button be pressed by those who may.
     *
     * @param mayOperate whether this user may
     * @param deed what pressing it does, as in "launch drills"
     */
    public static void mark(Button button, boolean mayOperate, String deed) {
        button.setEnabled(mayOperate);
        button.setTooltipText(mayOperate ? "" : why(deed));
    }

    /** Why somebody may not, for what is no button. */
    public static String why(String deed) {
        return "Your account may look, and not " + deed;
    }
}
