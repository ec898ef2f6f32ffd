package dev.portcullis.hubble;

/** Which way a packet went, seen from the endpoint that met it. In the order of Hubble's numbers. */
public enum Direction {
    UNKNOWN,
    INGRESS,
    EGRESS;

    /** The direction with Hubble's {@code number}; {@link #UNKNOWN} if there is none. */
    public static Direction of(int number) {
        return switch (number) {
            case 1 -> INGRESS;
            case 2 -> EGRESS;
            default -> UNKNOWN;
        };
    }
}
