package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.TrafficSecond;
import java.util.ArrayList;
import java.util.List;

/** Events per second to one workload over the last 15 minutes. Not thread-safe. */
final class TrafficSeries {
    private static final int SECONDS = 15 * 60;

    private final int[] allowed = new int[SECONDS];
    private final int[] denied = new int[SECONDS];
    private long first;
    private long second;

    void add(Count count, long epochSecond) {
        advance(epochSecond);
        int slot = (int) (second % SECONDS);
        switch (count) {
            case FORWARDED, REQUEST -> allowed[slot]++;
            case DROPPED -> denied[slot]++;
            case REDIRECTED, OTHER, UNDECIDED, NOTHING -> {}
        }
    }

    /** All complete seconds before the given one, from the first event on. */
    List<TrafficSecond> until(long nowSecond) {
        advance(nowSecond);
        var seconds = new ArrayList<TrafficSecond>();
        for (long s = Math.max(first, second - SECONDS + 1); s < second; s++) {
            int slot = (int) (s % SECONDS);
            seconds.add(new TrafficSecond(s, allowed[slot], denied[slot]));
        }
        return seconds;
    }

    private void advance(long epochSecond) {
        if (second == 0) {
            first = epochSecond;
            second = epochSecond;
            return;
        }
        for (long s = Math.max(second + 1, epochSecond - SECONDS + 1); s <= epochSecond; s++) {
            allowed[(int) (s % SECONDS)] = 0;
            denied[(int) (s % SECONDS)] = 0;
        }
        second = Math.max(second, epochSecond);
    }
}
