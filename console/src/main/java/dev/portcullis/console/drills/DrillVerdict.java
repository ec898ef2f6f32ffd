package dev.portcullis.console.drills;

/** What a drill proved. */
public enum DrillVerdict {
    /** Every attempt failed, and for each of them the network reported that it denied it. */
    BLOCKED,
    /** At least one attempt reached the target. */
    EXPOSED,
    /** Neither is proven. */
    INCONCLUSIVE;

    /** What a program that asked for the drill should exit with: 0, 10, or 20. */
    public int exitCode() {
        return switch (this) {
            case BLOCKED -> 0;
            case EXPOSED -> 10;
            case INCONCLUSIVE -> 20;
        };
    }

    /** The state of a drill that ended so. */
    public DrillState state() {
        return switch (this) {
            case BLOCKED -> DrillState.BLOCKED;
            case EXPOSED -> DrillState.EXPOSED;
            case INCONCLUSIVE -> DrillState.INCONCLUSIVE;
        };
    }
}
