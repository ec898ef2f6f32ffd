package dev.portcullis.console.flows.internal;

/** Counts per second over the last few seconds. Not thread-safe. */
final class RateWindow {
    private static final int SECONDS = 5;
    // One more than the window: the running second is not complete and does not count yet
    private static final int SLOTS = SECONDS + 1;

    private final int[] counts = new int[SLOTS];
    private long second;

    void add(long epochSecond) {
        advance(epochSecond);
        counts[(int) (second % SLOTS)]++;
    }

    /** The mean of the last five complete seconds; until one is complete, what was counted so far. */
    double perSecond(long epochSecond) {
        advance(epochSecond);
        int sum = 0;
        for (int i = 1; i <= SECONDS; i++) {
            sum += counts[(int) ((second + SLOTS - i) % SLOTS)];
        }
        // The first events of a burst are shown at once, not after their second ended.
        int running = counts[(int) (second % SLOTS)];
        return sum == 0 ? running : sum / (double) SECONDS;
    }

    private void advance(long epochSecond) {
        if (epochSecond <= second) {
            return; // a clock that steps back must not erase what was counted
        }
        long from = Math.max(second + 1, epochSecond - SLOTS + 1);
        for (long s = from; s <= epochSecond; s++) {
            counts[(int) (s % SLOTS)] = 0;
        }
        second = epochSecond;
    }
}
