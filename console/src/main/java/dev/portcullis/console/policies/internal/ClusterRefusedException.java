package dev.portcullis.console.policies.internal;

/** The Kubernetes API did not do what it was asked. */
final class ClusterRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** In what way. */
    enum Refusal {
        FORBIDDEN,
        /** A precondition did not hold. */
        CONFLICT,
        /** An object of that name is there already. */
        EXISTS,
        MISSING,
        /** The object is not as it must be. */
        INVALID,
        /** No answer; whether it was done is not known. */
        SILENT
    }

    private final Refusal refusal;

    ClusterRefusedException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    Refusal refusal() {
        return refusal;
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? refusal.name() : message;
    }
}
