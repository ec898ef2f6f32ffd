package dev.portcullis.policycli.ask;

/** A question that cannot be asked. The message says which part is wrong and what it should be. */
public final class BadQuestion extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadQuestion(String message) {
        super(message, null, false, false);
    }
}
