package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Recordings;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.policy.verdict.PolicySet;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Open files, each in a {@link FlowStore} of its own that knows nothing of the cluster. */
final class InMemoryRecordings implements Recordings {
    private static final int MAX_NAME = 120;

    private final SecureRandom random = new SecureRandom();
    // What is being read takes memory too
    private final Semaphore reading = new Semaphore(2);
    // In the order they were last looked at
    private final Map<String, Recording> open = new LinkedHashMap<>(8, 0.75f, true);

    @Override
    public OpenResult open(String name, InputStream lines) {
        if (!reading.tryAcquire()) {
            return new OpenResult.Unreadable(
                    "Two other files are being read; try again in a moment");
        }
        try {
            return opened(name, FlowFile.read(lines));
        } catch (IOException broken) {
            return new OpenResult.Unreadable(
                    "The file could not be read to its end: " + broken.getMessage());
        } finally {
            reading.release();
        }
    }

    private OpenResult opened(String name, FlowFile file) {
        if (file.flows() == 0) {
            return new OpenResult.NoFlows(file.badLines(), file.firstBad());
        }
        var recording = recording(shortened(name), file);
        synchronized (open) {
            open.put(recording.id(), recording);
            while (open.size() > MAX_OPEN) {
                open.remove(open.keySet().iterator().next());
            }
        }
        return new OpenResult.Opened(recording);
    }

    @Override
    public Optional<Recording> find(String id) {
        synchronized (open) {
            return Optional.ofNullable(open.get(id));
        }
    }

    @Override
    public void close(String id) {
        synchronized (open) {
            open.remove(id);
        }
    }

    private Recording recording(String name, FlowFile file) {
        var times =
                file.events().stream()
                        .filter(StreamEvent.FlowSeen.class::isInstance)
                        .map(event -> ((StreamEvent.FlowSeen) event).flow())
                        .map(Flow::time)
                        .sorted(Comparator.naturalOrder())
                        .toList();
        var first = times.getFirst();
        var last = times.getLast();
        var clock = new FileClock(first);
        var store =
                new FlowStore(
                        new FlowSettings(
                                "recorded file " + name,
                                null,
                                null,
                                Math.clamp(file.flows(), 100, MAX_FLOWS),
                                0),
                        new NoWorkloads(),
                        new NoPolicies(),
                        clock,
                        random);
        store.accept(List.of(new StreamEvent.Connected(first, "the recorded file " + name, "")));
        for (var event : file.events()) {
            if (event instanceof StreamEvent.FlowSeen(var flow)) {
                clock.moveTo(flow.time());
            }
            store.accept(List.of(event));
        }
        var id = new byte[16];
        random.nextBytes(id);
        return new Recording(
                HexFormat.of().formatHex(id),
                name,
                file.flows(),
                file.badLines(),
                file.firstBad(),
                file.cut(),
                first,
                last,
                store,
                store);
    }

    private static String shortened(String name) {
        var plain = name.isBlank() ? "unnamed" : name.strip();
        return plain.length() > MAX_NAME ? plain.substring(0, MAX_NAME) + "…" : plain;
    }

    /** Stands where the file's flows are; never goes back, and never leaves what a long of milliseconds holds. */
    private static final class FileClock extends Clock {
        private static final Instant EARLIEST = Instant.ofEpochMilli(0);
        private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
        private volatile Instant now = EARLIEST;

        FileClock(Instant first) {
            moveTo(first);
        }

        void moveTo(Instant time) {
            if (time.isAfter(now) && time.isBefore(LATEST)) {
                now = time;
            }
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A file says nothing of the cluster's workloads. */
    private static final class NoWorkloads implements Workloads {
        @Override
        public Collection<Workload> all() {
            return List.of();
        }

        @Override
        public Optional<Workload> find(String namespace, String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> ownerOf(String namespace, String pod) {
            return Optional.empty();
        }

        @Override
        public long version() {
            return 0;
        }

        @Override
        public Optional<String> problem() {
            return Optional.of("a recorded file does not say which workloads there were");
        }
    }

    /** Nor of its policies. */
    private static final class NoPolicies implements EnforcedPolicies {
        @Override
        public Optional<PolicySet> current() {
            return Optional.empty();
        }

        @Override
        public long version() {
            return 0;
        }

        @Override
        public Optional<String> problem() {
            return Optional.of("a recorded file does not say which policies were in force");
        }
    }
}
