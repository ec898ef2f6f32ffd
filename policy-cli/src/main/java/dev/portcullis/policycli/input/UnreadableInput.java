package dev.portcullis.policycli.input;

/** Something given cannot be read. The message names the file, what is wrong, and what to do. */
public final class UnreadableInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnreadableInput(String message) {
        super(message);
    }
}
