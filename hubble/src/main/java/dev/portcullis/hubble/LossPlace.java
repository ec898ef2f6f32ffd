package dev.portcullis.hubble;

/** Who lost flows. The first four are Hubble's own numbers. */
public enum LossPlace {
    UNKNOWN,
    /** The agent was slower than the kernel. */
    KERNEL,
    /** The agent's observer was slower than the agent. */
    OBSERVER_QUEUE,
    /** Someone read the node's ring too slowly: we, or the relay. */
    RING,
    /** Our own reader was slower than the stream, and our bounded ring overwrote them. */
    CLIENT;

    /** The place with Hubble's {@code number}. */
    public static LossPlace of(int number) {
        return switch (number) {
            case 1 -> KERNEL;
            case 2 -> OBSERVER_QUEUE;
            case 3 -> RING;
            default -> UNKNOWN;
        };
    }
}
