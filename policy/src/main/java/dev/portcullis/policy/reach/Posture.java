package dev.portcullis.policy.reach;

/**
 * How closed a workload is, in figures that say what they count: ways in are pairs of a peer and a
 * port of the matrix.
 *
 * @param isolated true if a policy isolates it on ingress at all
 * @param ways how many ways in there are
 * @param allowed how many of them policies allow, requests asked about included
 * @param used how many of the allowed ones were observed
 * @param undecided how many cannot be told
 */
public record Posture(boolean isolated, int ways, int allowed, int used, int undecided) {

    /** How many of a hundred ways in are denied, rounded down; 100 where there are no ways. */
    public int percentClosed() {
        return ways == 0 ? 100 : (int) (100L * (ways - allowed - undecided) / ways);
    }

    /** How many ways in are open and nobody was seen to need. */
    public int neverUsed() {
        return allowed - used;
    }
}
