package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Counts what the console sees, ten seconds at a time, and keeps it. */
final class Recorder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int UNAUTHORISED = 401;
    private static final int FORBIDDEN = 403;

    private final Flows flows;
    private final Clock clock;
    private final SlotBook book;
    private final JdbcSlots store;
    private final MetricsSettings settings;
    private final TextFetcher fetcher;
    private final EdgeSampler edges = new EdgeSampler();
    private final ClientSampler client = new ClientSampler();
    private final HandshakeTimer handshakes = new HandshakeTimer();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("metrics-recorder").factory());
    private final Object counting = new Object();
    private Tally tally = new Tally();
    private Flows.@Nullable Following following;
    private boolean toldUnsaved;

    Recorder(
            Flows flows,
            Clock clock,
            SlotBook book,
            JdbcSlots store,
            MetricsSettings settings,
            TextFetcher fetcher) {
        this.flows = flows;
        this.clock = clock;
        this.book = book;
        this.store = store;
        this.settings = settings;
        this.fetcher = fetcher;
    }

    /** Begins to count, after taking up what an earlier run kept. */
    void start() {
        book.restore(store.since(clock.instant().minus(KEPT).getEpochSecond()));
        following = flows.listen(this::count);
        long period = SlotBook.FINE_SECONDS * 1_000L;
        timer.scheduleAtFixedRate(
                this::turnSafely, period - clock.millis() % period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (following != null) {
            following.close();
        }
    }

    private void turnSafely() {
        try {
            turn();
        } catch (RuntimeException failed) {
            LOG.warn("Ten seconds could not be counted and are missing from the charts", failed);
        }
    }

    /** Ends the ten seconds that have just passed. */
    void turn() {
        long second =
                Math.round(clock.millis() / (SlotBook.FINE_SECONDS * 1_000.0))
                                * SlotBook.FINE_SECONDS
                        - SlotBook.FINE_SECONDS;
        Tally counted;
        synchronized (counting) {
            counted = tally;
            tally = new Tally();
        }
        edges.sample(flows.map().edges(), counted);
        if (fetcher.fetch(settings.userService()) instanceof FetchResult.Fetched(var lines)) {
            client.sample(lines, counted);
        }
        book.add(counted.at(second)).ifPresent(this::keep);
    }

    private void keep(Slot minute) {
        try {
            store.save(minute);
            store.forgetBefore(minute.second() - KEPT.toSeconds());
            toldUnsaved = false;
        } catch (DataAccessException failed) {
            if (!toldUnsaved) {
                LOG.warn(
                        "A minute of figures could not be kept for the time after a restart",
                        failed);
            }
            toldUnsaved = true;
        }
    }

    /** One flow, on the thread that reads the stream. */
    void count(Flow flow) {
        var drop = flow.verdict() == Verdict.DROPPED && (flow.event().isDrop() || isRequest(flow));
        synchronized (counting) {
            if (drop) {
                tally.drop(
                        isRequest(flow) ? "Request refused" : words(flow),
                        isRequest(flow) || flow.dropReason().isPolicy(),
                        flow.direction().name().toLowerCase(Locale.ROOT),
                        flows.nodeOf(flow.destination()),
                        1);
            }
            handshakes
                    .saw(flow)
                    .ifPresent(
                            took ->
                                    tally.latency(
                                            Slot.Timed.HANDSHAKE,
                                            flows.nodeOf(flow.destination()),
                                            flows.nodeOf(flow.source()),
                                            took));
            if (flow.l7().orElse(null) instanceof L7.Http answer
                    && answer.part() == L7.Part.RESPONSE) {
                answered(flow, answer);
            }
        }
    }

    // An answer goes from the server to the client; figures are told from the client's side.
    private void answered(Flow flow, L7.Http answer) {
        var from = flows.nodeOf(flow.destination());
        var to = flows.nodeOf(flow.source());
        tally.latency(Slot.Timed.REQUEST, from, to, answer.latency());
        if (answer.code() == UNAUTHORISED || answer.code() == FORBIDDEN) {
            tally.refusal(answer.code(), from, to, 1);
        }
    }

    private static boolean isRequest(Flow flow) {
        return flow.l7().map(record -> record.part() == L7.Part.REQUEST).orElse(false);
    }

    private static String words(Flow flow) {
        return flow.dropReason().number() == 0 ? "No reason given" : flow.dropReason().words();
    }
}
