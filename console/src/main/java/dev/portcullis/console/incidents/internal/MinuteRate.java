package dev.portcullis.console.incidents.internal;

import java.util.Arrays;

/** How many in the last minute, by the second. */
final class MinuteRate {
    private final int[] counts = new int[60];
    private long newest = Long.MIN_VALUE;

    void add(long second) {
        advance(second);
        if (second > newest - 60) {
            counts[Math.floorMod(second, 60)]++;
        }
    }

    int at(long second) {
        advance(second);
        return Arrays.stream(counts).sum();
    }

    private void advance(long second) {
        if (newest == Long.MIN_VALUE || second - newest >= 60) {
            Arrays.fill(counts, 0);
            newest = Math.max(newest, second);
            return;
        }
        while (newest < second) {
            newest++;
            counts[Math.floorMod(newest, 60)] = 0;
        }
    }
}
