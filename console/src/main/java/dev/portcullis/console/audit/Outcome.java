package dev.portcullis.console.audit;

/** How a recorded action stands. */
public enum Outcome {
    /** Written before it is done. Without a later line nobody knows how it ended. */
    STARTED("started"),
    DONE("done"),
    /** It was turned down, and nothing changed. */
    REFUSED("refused"),
    /** It was tried and did not work, or not wholly. */
    FAILED("failed");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    /** The word on screen and in JSON. */
    public String word() {
        return word;
    }
}
