package dev.portcullis.hubble;

/** How the relay stands with a node. In the order of Hubble's numbers. */
public enum NodeState {
    UNKNOWN,
    CONNECTED,
    UNAVAILABLE,
    GONE,
    ERROR;

    private static final NodeState[] ALL = values();

    /** The state with Hubble's {@code number}; {@link #UNKNOWN} if there is none. */
    public static NodeState of(int number) {
        return number >= 0 && number < ALL.length ? ALL[number] : UNKNOWN;
    }
}
