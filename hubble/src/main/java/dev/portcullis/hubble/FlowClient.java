package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a server's flows for as long as it is open, through every restart of the server. The
 * network's thread never waits: a reader that is too slow loses flows and is told how many. After a
 * break the stream is taken up where it broke off, no flow is shown twice, and what can no longer be
 * had is told as a gap, so that what is shown and what is reported missing make up what was sent.
 */
public final class FlowClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlowClient.class);

    /** A stream that lived this long, or gave anything, was a good one. */
    private static final long GOOD_NANOS = Duration.ofSeconds(5).toNanos();

    private final HubbleSettings settings;
    private final FlowQuery query;
    private final Clock clock;
    private final ScheduledExecutorService scheduler;
    private final boolean ownsScheduler;
    private final EventRing ring;
    private final Notices notices = new Notices();
    private final StatusClient status;

    private final ReentrantLock lock = new ReentrantLock();
    private final Continuity continuity;
    private final Backoff backoff;
    private final GapEstimate estimate = new GapEstimate();
    private final GapSettlement settlement;
    private StreamEvent.@Nullable Gap lastGap;
    private @Nullable FlowStream current;
    private StreamEvent.@Nullable Gap unwrittenGap;
    private long connectedAt;
    private long messagesAtCheck;
    private boolean everConnected;
    private boolean closed;

    private volatile long received;
    private volatile long repeated;
    private long toldDropped;

    private FlowClient(
            HubbleSettings settings,
            FlowQuery query,
            Clock clock,
            RandomGenerator random,
            ScheduledExecutorService scheduler,
            boolean ownsScheduler) {
        this.settings = settings;
        this.query = query;
        this.clock = clock;
        this.scheduler = scheduler;
        this.ownsScheduler = ownsScheduler;
        this.ring = new EventRing(settings.ringCapacity());
        this.continuity = new Continuity(settings.overlap(), settings.window());
        this.backoff = new Backoff(settings.shortestRetry(), settings.longestRetry(), random);
        this.status = new StatusClient(settings);
        this.settlement = new GapSettlement(scheduler, this::settle);
    }

    /** Starts following, with a clock, chance and a timer thread of its own. */
    public static FlowClient open(HubbleSettings settings, FlowQuery query) {
        var timer =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("hubble-timer").factory());
        return start(
                new FlowClient(
                        settings,
                        query,
                        Clock.systemUTC(),
                        RandomGenerator.getDefault(),
                        timer,
                        true));
    }

    /** Starts following; the scheduler stays the caller's. */
    public static FlowClient open(
            HubbleSettings settings,
            FlowQuery query,
            Clock clock,
            RandomGenerator random,
            ScheduledExecutorService scheduler) {
        return start(new FlowClient(settings, query, clock, random, scheduler, false));
    }

    /**
     * The next events, in order; one thread at a time may ask.
     *
     * @param max how many at most, apart from a few notices
     * @param timeout how long to wait for the first; zero for not at all
     * @return empty if there were none in time
     */
    public List<StreamEvent> poll(int max, Duration timeout) throws InterruptedException {
        var events = new ArrayList<StreamEvent>();
        gather(events, max);
        if (events.isEmpty() && !timeout.isZero()) {
            ring.await(timeout.toNanos());
            gather(events, max);
        }
        return events;
    }

    /** Flows that arrived, shown or dropped, without those that came twice. */
    public long received() {
        return received;
    }

    /** Flows that found no room in the ring, in all. */
    public long dropped() {
        return ring.dropped();
    }

    /** Flows that came twice and were shown once. */
    public long repeated() {
        return repeated;
    }

    /** Asks the server how it is; waits for the answer no longer than the settings say. */
    public Answer<ServerState> serverStatus() {
        return status.serverStatus();
    }

    /** Asks for the nodes; an agent does not know them and says so. */
    public Answer<List<HubbleNode>> nodes() {
        return status.nodes();
    }

    @Override
    public void close() {
        FlowStream running;
        lock.lock();
        try {
            closed = true;
            running = current;
            current = null;
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.end("The client was closed");
        }
        status.close();
        if (ownsScheduler) {
            scheduler.shutdownNow();
        }
        ring.poke();
    }

    private static FlowClient start(FlowClient client) {
        client.attempt();
        long silence = client.settings.silence().toMillis();
        client.scheduler.scheduleWithFixedDelay(
                client::checkSilence, silence, silence, TimeUnit.MILLISECONDS);
        return client;
    }

    private void gather(List<StreamEvent> events, int max) {
        if (ring.dropped() != toldDropped) {
            toldDropped = ring.dropped();
            lock.lock();
            try {
                ring.writeLoss();
            } finally {
                lock.unlock();
            }
        }
        ring.drainTo(events, max);
        notices.drainTo(events, System.nanoTime());
    }

    private void attempt() {
        FlowStream stream;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            stream = new FlowStream(settings, new Events());
            current = stream;
        } finally {
            lock.unlock();
        }
        stream.start();
    }

    private void checkSilence() {
        FlowStream quiet = null;
        lock.lock();
        try {
            FlowStream stream = current;
            if (stream != null && connectedAt != 0) {
                if (stream.messages() == messagesAtCheck) {
                    quiet = stream;
                }
                messagesAtCheck = stream.messages();
            }
        } finally {
            lock.unlock();
        }
        if (quiet != null) {
            quiet.check();
        }
    }

    private void settle(FlowStream stream, ServerState state) {
        lock.lock();
        try {
            StreamEvent.Gap gap = lastGap;
            if (stream != current || gap == null) {
                return;
            }
            long rest = estimate.rest(state);
            if (rest > 0) {
                write(new StreamEvent.Gap(gap.node(), gap.from(), gap.to(), OptionalLong.of(rest)));
            }
        } finally {
            lock.unlock();
        }
        ring.poke();
    }

    private final class Events implements FlowStream.Follower {

        @Override
        public GetFlowsRequest connected(FlowStream stream, Optional<ServerState> state) {
            lock.lock();
            try {
                var request =
                        GetFlowsRequest.newBuilder()
                                .setFollow(true)
                                .addAllWhitelist(query.whitelist())
                                .addAllBlacklist(query.blacklist());
                if (!query.fields().isEmpty()) {
                    request.setFieldMask(query.mask());
                }
                Optional<Instant> since = continuity.resume(System.nanoTime());
                if (since.isPresent()) {
                    request.setSince(FlowMessages.timestamp(since.get()));
                } else {
                    request.setNumber(query.history());
                }
                estimate.connected(state, query.isFiltered(), !everConnected, query.history());
                if (backoff.failures() > 0) {
                    LOG.info("Hubble at {} is back", settings.address());
                } else {
                    LOG.info("Following the flows of Hubble at {}", settings.address());
                }
                everConnected = true;
                connectedAt = System.nanoTime();
                messagesAtCheck = -1;
                write(
                        new StreamEvent.Connected(
                                clock.instant(),
                                settings.address(),
                                state.map(ServerState::version).orElse("")));
                return request.build();
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void message(FlowStream stream, StreamEvent.FromServer event) {
            lock.lock();
            try {
                if (stream != current) {
                    return;
                }
                switch (event) {
                    case StreamEvent.FlowSeen seen -> flow(stream, seen);
                    case StreamEvent.EventsLost lost -> lost(lost);
                    case StreamEvent.NodesChanged changed -> {
                        notices.changed(changed);
                        ring.poke();
                    }
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void ended(FlowStream stream, String reason) {
            Duration wait;
            lock.lock();
            try {
                if (stream != current || closed) {
                    return;
                }
                current = null;
                boolean good =
                        stream.messages() > 0
                                || connectedAt != 0 && System.nanoTime() - connectedAt > GOOD_NANOS;
                if (good) {
                    backoff.reset();
                }
                connectedAt = 0;
                boolean first = backoff.failures() == 0;
                wait = backoff.next();
                write(new StreamEvent.Disconnected(clock.instant(), reason, wait));
                if (first) {
                    LOG.warn("{}; retrying in {} ms", reason, wait.toMillis());
                } else {
                    LOG.debug("{}; retrying in {} ms", reason, wait.toMillis());
                }
            } finally {
                lock.unlock();
            }
            try {
                scheduler.schedule(
                        FlowClient.this::attempt, wait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("No more attempts: the scheduler is closed", stopping);
            }
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField") // Written under the lock only.
        private void flow(FlowStream stream, StreamEvent.FlowSeen seen) {
            Flow flow = seen.flow();
            switch (continuity.take(flow, System.nanoTime())) {
                case Continuity.Step.Next _ -> {}
                case Continuity.Step.Passed _ -> {
                    repeated++;
                    return;
                }
                case Continuity.Step.AfterGap(var from) -> {
                    var gap =
                            new StreamEvent.Gap(
                                    flow.nodeName(), from, flow.time(), estimate.missing());
                    write(gap);
                    lastGap = gap;
                    settlement.begin(stream);
                }
            }
            received++;
            estimate.account(1);
            ring.writeFlow(seen);
        }

        private void lost(StreamEvent.EventsLost lost) {
            if (lost.where() == LossPlace.RING) {
                // What was lost before the ring was never counted as seen.
                estimate.account(lost.count());
            }
            notices.lost(lost);
            ring.poke();
        }
    }

    /** Writes a notice. Gaps that find no room are kept as one, for they must not go unsaid. */
    private void write(StreamEvent event) {
        if (unwrittenGap != null && ring.writeNotice(unwrittenGap)) {
            unwrittenGap = null;
        }
        if (!ring.writeNotice(event) && event instanceof StreamEvent.Gap gap) {
            StreamEvent.Gap kept = unwrittenGap;
            unwrittenGap = kept == null ? gap : joined(kept, gap);
        }
    }

    private static StreamEvent.Gap joined(StreamEvent.Gap one, StreamEvent.Gap other) {
        return new StreamEvent.Gap(
                one.node().equals(other.node()) ? one.node() : "",
                one.from().isBefore(other.from()) ? one.from() : other.from(),
                one.to().isAfter(other.to()) ? one.to() : other.to(),
                OptionalLong.empty());
    }
}
