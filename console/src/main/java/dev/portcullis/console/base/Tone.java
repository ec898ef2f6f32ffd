package dev.portcullis.console.base;

/** What a badge or a figure is about; colour follows from it. Verdict colours are for verdicts only. */
public enum Tone {
    NEUTRAL,
    ALLOWED,
    DENIED,
    L7,
    UNDECIDED,
    LOST,
    /** Dark on light or light on dark: a strong statement that is no verdict. */
    INK,
    /** A quiet fact beside a name, such as an owner. */
    OUTLINE;

    String attribute() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
