package dev.portcullis.console.metrics;

import java.time.Instant;
import java.util.List;

/** Knows what happened in a span of time. Beans of this type are asked for every chart: answer from memory. */
public interface MarkSource {
    /** What happened from a time on, oldest first. */
    List<Mark> since(Instant start);
}
