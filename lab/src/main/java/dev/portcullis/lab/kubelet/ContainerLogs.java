package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.api.PodLogs;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The logs of every container there is, and of its instance before. */
final class ContainerLogs implements PodLogs {

    private record Key(String namespace, String pod, String container) {}

    private record Rings(LogRing now, @Nullable LogRing before) {}

    private final Map<Key, Rings> rings = new ConcurrentHashMap<>();

    /** The ring of a new instance; the one of the instance before is kept as the previous. */
    LogRing next(String namespace, String pod, String container) {
        LogRing ring = new LogRing();
        rings.compute(
                new Key(namespace, pod, container),
                (_, known) -> new Rings(ring, known == null ? null : known.now()));
        return ring;
    }

    void forget(String namespace, String pod) {
        rings.keySet().removeIf(key -> key.namespace().equals(namespace) && key.pod().equals(pod));
    }

    @Override
    public Optional<Chunk> read(Container container, long after, Duration patience)
            throws InterruptedException {
        Optional<Rings> found = find(container);
        LogRing ring =
                found.map(known -> container.previous() ? known.before() : known.now())
                        .orElse(null);
        return ring == null ? Optional.empty() : Optional.of(ring.read(after, patience));
    }

    private Optional<Rings> find(Container container) {
        if (!container.name().isEmpty()) {
            return Optional.ofNullable(
                    rings.get(new Key(container.namespace(), container.pod(), container.name())));
        }
        return rings.entrySet().stream()
                .filter(entry -> entry.getKey().namespace().equals(container.namespace()))
                .filter(entry -> entry.getKey().pod().equals(container.pod()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
