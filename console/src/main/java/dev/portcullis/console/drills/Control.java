package dev.portcullis.console.drills;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The legitimate traffic measured while the attack ran, so that "blocked" never means "everything is broken".
 *
 * @param source where it was measured
 * @param samples one for each report, oldest first
 * @param problem why it could not be measured; empty if it could
 */
public record Control(String source, List<Sample> samples, String problem) {
    public Control {
        samples = List.copyOf(samples);
    }

    /**
     * One report of the legitimate client.
     *
     * @param at when it was written
     * @param ok requests served since the one before
     * @param failed requests not served since the one before
     * @param p99Ms ninety-nine of a hundred were served in so long; 0 if none was
     */
    public record Sample(Instant at, long ok, long failed, double p99Ms) {}

    public long ok() {
        return samples.stream().mapToLong(Sample::ok).sum();
    }

    public long failed() {
        return samples.stream().mapToLong(Sample::failed).sum();
    }

    /** From 0 to 1; empty if nothing was measured. */
    public OptionalDouble successRate() {
        var sent = ok() + failed();
        return sent == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) ok() / sent);
    }

    /** The slowest report's 99th percentile in milliseconds: percentiles of reports cannot be added up. */
    public OptionalDouble worstP99Ms() {
        return samples.stream().filter(sample -> sample.ok() > 0).mapToDouble(Sample::p99Ms).max();
    }
}
