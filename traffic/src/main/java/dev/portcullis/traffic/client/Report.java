package dev.portcullis.traffic.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One report's line: the requests answered, or given up, since the line before.
 *
 * @param sent how many
 * @param successRate from 0 to 1; null if there were none
 * @param p50Ms half of the served requests took at most so long, in milliseconds
 * @param p99Ms ninety-nine of a hundred took at most so long, in milliseconds
 * @param lastError why the last failed one failed; null if none did
 * @param total the same counts since the client started
 */
record Report(
        Instant at,
        long sent,
        long ok,
        long failed,
        @Nullable Double successRate,
        @Nullable Double p50Ms,
        @Nullable Double p99Ms,
        @Nullable String lastError,
        Total total) {

    record Total(long sent, long ok, long failed, @Nullable Double successRate) {}
}
