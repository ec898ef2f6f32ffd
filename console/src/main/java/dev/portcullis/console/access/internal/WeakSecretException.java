package dev.portcullis.console.access.internal;

/** A secret the console refuses to start with. */
final class WeakSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String variable;

    WeakSecretException(String variable, String what, int length) {
        super("%s %s. Give it at least %d random characters.".formatted(variable, what, length));
        this.variable = variable;
    }

    String variable() {
        return variable;
    }
}
