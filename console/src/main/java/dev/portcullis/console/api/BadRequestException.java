package dev.portcullis.console.api;

/** A request that makes no sense; answered 400 with a problem that names the field. */
public final class BadRequestException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String field;

    /**
     * @param field the field or parameter to blame
     * @param sentence what is wrong and what to do
     */
    public BadRequestException(String field, String sentence) {
        super(sentence);
        this.field = field;
    }

    /** The field or parameter to blame. */
    public String field() {
        return field;
    }

    @Override
    public String getMessage() {
        var message = super.getMessage();
        return message == null ? field : message;
    }
}
