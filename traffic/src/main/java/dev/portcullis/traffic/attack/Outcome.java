package dev.portcullis.traffic.attack;

/** How far one attempt got, from not at all to the data itself. */
public enum Outcome {
    /** Nothing answered in time: what a dropped packet looks like from here. */
    TIMEOUT,
    /** The connection was refused: the packet arrived, and nobody listens. */
    REFUSED,
    /** The connection was cut while it was being set up. */
    RESET,
    /** The target's name has no address here. */
    UNRESOLVED,
    /** Something else failed before the database answered. */
    FAILED,
    /** The database answered, and did not let the account in. */
    AUTH_FAILED,
    /** Logged in. */
    CONNECTED,
    /** Logged in and able to read rows. */
    DATA_READ;

    /** Whether the database itself was reached, so that no network policy stood in between. */
    public boolean gotThrough() {
        return switch (this) {
            case AUTH_FAILED, CONNECTED, DATA_READ -> true;
            case TIMEOUT, REFUSED, RESET, UNRESOLVED, FAILED -> false;
        };
    }

    /** Whether the attempt ended as a closed way ends. Only the flows can tell that a policy closed it. */
    public boolean lookedBlocked() {
        return switch (this) {
            case TIMEOUT, REFUSED -> true;
            case RESET, UNRESOLVED, FAILED, AUTH_FAILED, CONNECTED, DATA_READ -> false;
        };
    }
}
