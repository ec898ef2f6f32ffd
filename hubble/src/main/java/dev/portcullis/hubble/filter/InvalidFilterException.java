package dev.portcullis.hubble.filter;

/** A filter's value means nothing. Stays inside this package. */
final class InvalidFilterException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidFilterException(String problem) {
        super(problem, null, false, false);
    }

    /** The problem, as a person should read it. */
    String problem() {
        return String.valueOf(getMessage());
    }
}
