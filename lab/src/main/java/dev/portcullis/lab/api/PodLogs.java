package dev.portcullis.lab.api;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What containers wrote: kept by the kubelet, read by the API server for {@code kubectl logs}. */
public interface PodLogs {

    /** No pod ever wrote anything. */
    PodLogs NONE = (container, after, patience) -> Optional.empty();

    /**
     * Reads lines in order.
     *
     * @param container whose log to read
     * @param after the number of the last line already read; 0 reads from the oldest line kept
     * @param patience how long to wait for a first new line; {@link Duration#ZERO} does not wait
     * @return the lines kept with a number above {@code after}, perhaps none; or empty if this
     *     container has no log, because it was never started or was forgotten
     */
    Optional<Chunk> read(Container container, long after, Duration patience)
            throws InterruptedException;

    /**
     * A container of a pod; an empty name means the pod's only one. With {@code previous} its
     * instance before the last restart.
     */
    record Container(String namespace, String pod, String name, boolean previous) {
        public Container {
            requireNonNull(namespace, "namespace is null");
            requireNonNull(pod, "pod is null");
            requireNonNull(name, "name is null");
        }
    }

    /** One line without its line end. Numbers start at 1, rise, and may have gaps. */
    record Line(long number, Instant at, String text) {
        public Line {
            requireNonNull(at, "at is null");
            requireNonNull(text, "text is null");
        }
    }

    /** Lines read at once. {@code ended}: the container has stopped and these are its last ones. */
    record Chunk(List<Line> lines, boolean ended) {
        public Chunk {
            lines = List.copyOf(lines);
        }
    }
}
