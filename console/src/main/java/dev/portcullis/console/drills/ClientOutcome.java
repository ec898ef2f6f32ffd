package dev.portcullis.console.drills;

/** How far an attempt got, as the attacker saw it. The names are those of its lines. */
public enum ClientOutcome {
    TIMEOUT("No answer"),
    REFUSED("Connection refused"),
    RESET("Connection reset"),
    UNRESOLVED("Name not found"),
    FAILED("Failed"),
    AUTH_FAILED("Login refused by the server"),
    CONNECTED("Connected"),
    DATA_READ("Read data"),
    HTTP_403("Request refused"),
    HTTP_404("Answered: no such user"),
    HTTP_2xx("Done as asked"),
    HTTP_OTHER("Another answer"),
    /** A word this console does not know. */
    UNKNOWN("Unknown outcome");

    private final String words;

    ClientOutcome(String words) {
        this.words = words;
    }

    /** For the page. */
    public String words() {
        return words;
    }

    /** Whether the target itself was reached, so that no network policy stood in between. */
    public boolean gotThrough() {
        return switch (this) {
            case AUTH_FAILED, CONNECTED, DATA_READ, HTTP_404, HTTP_2xx -> true;
            case TIMEOUT, REFUSED, RESET, UNRESOLVED, FAILED, HTTP_403, HTTP_OTHER, UNKNOWN ->
                    false;
        };
    }

    /** The outcome with that name. */
    public static ClientOutcome of(String name) {
        for (var outcome : values()) {
            if (outcome.name().equals(name)) {
                return outcome;
            }
        }
        return UNKNOWN;
    }
}
