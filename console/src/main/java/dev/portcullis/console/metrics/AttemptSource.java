package dev.portcullis.console.metrics;

import java.time.Instant;
import java.util.List;

/** Knows attempts nobody was entitled to. Beans of this type are asked for every chart: answer from memory. */
public interface AttemptSource {
    /** The attempts from a time on, in any order. */
    List<Attempt> since(Instant start);
}
