package dev.portcullis.traffic.attack;

/** How far one attempt got, from not at all to the data or the deed itself. */
public enum Outcome {
    /** Nothing answered in time: what a dropped packet looks like from here. */
    TIMEOUT,
    /** The connection was refused: the packet arrived, and nobody listens. */
    REFUSED,
    /** The connection was cut while it was being set up. */
    RESET,
    /** The target's name has no address here. */
    UNRESOLVED,
    /** Something else failed before the target answered. */
    FAILED,
    /** The database answered, and did not let the account in. */
    AUTH_FAILED,
    /** Logged in; or, for plans that do not log in, connected. */
    CONNECTED,
    /** Logged in and able to read rows. */
    DATA_READ,
    /** The request was refused, by a proxy that enforces a policy or by the service itself. */
    HTTP_403,
    /** The service itself answered that there is no such thing. */
    HTTP_404,
    /** The service did what was asked. */
    HTTP_2xx,
    /** Another answer, which proves neither. */
    HTTP_OTHER;

    /** Whether the target itself was reached, so that no network policy stood in between. */
    public boolean gotThrough() {
        return switch (this) {
            case AUTH_FAILED, CONNECTED, DATA_READ, HTTP_404, HTTP_2xx -> true;
            case TIMEOUT, REFUSED, RESET, UNRESOLVED, FAILED, HTTP_403, HTTP_OTHER -> false;
        };
    }

    /** Whether the attempt ended as a closed way ends. Only the flows can tell that a policy closed it. */
    public boolean lookedBlocked() {
        return switch (this) {
            case TIMEOUT, REFUSED, HTTP_403 -> true;
            case RESET,
                    UNRESOLVED,
                    FAILED,
                    AUTH_FAILED,
                    CONNECTED,
                    DATA_READ,
                    HTTP_404,
                    HTTP_2xx,
                    HTTP_OTHER ->
                    false;
        };
    }
}
