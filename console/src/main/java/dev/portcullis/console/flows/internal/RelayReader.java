package dev.portcullis.console.flows.internal;

import dev.portcullis.hubble.FlowClient;
import dev.portcullis.hubble.FlowQuery;
import dev.portcullis.hubble.HubbleSettings;
import dev.portcullis.hubble.StreamEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the relay's stream into the store, on one thread. */
final class RelayReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayReader.class);
    private static final int BATCH = 512;
    private static final Duration WAIT = Duration.ofMillis(200);

    private final HubbleSettings relay;
    private final int history;
    private final FlowStore store;
    private final Supplier<Optional<String>> obstacle;
    private @Nullable FlowClient client;
    private @Nullable Thread thread;
    private boolean toldAway;

    /**
     * @param history how many flows of the time before now are asked for, per node
     * @param obstacle what stands in the way to the relay, where that is known better than by the client
     */
    RelayReader(
            HubbleSettings relay,
            int history,
            FlowStore store,
            Supplier<Optional<String>> obstacle) {
        this.relay = relay;
        this.history = history;
        this.store = store;
        this.obstacle = obstacle;
    }

    /** Begins to read; does not wait for the relay. */
    void start() {
        var opened = FlowClient.open(relay, FlowQuery.everything(history));
        client = opened;
        thread = Thread.ofPlatform().name("relay-reader").daemon().start(() -> read(opened));
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
        }
        if (client != null) {
            client.close();
        }
    }

    private void read(FlowClient from) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var events = from.poll(BATCH, WAIT).stream().map(this::explained).toList();
                if (!events.isEmpty()) {
                    events.forEach(this::tell);
                    store(events);
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private StreamEvent explained(StreamEvent event) {
        return event instanceof StreamEvent.Disconnected(var at, var reason, var retryIn)
                ? new StreamEvent.Disconnected(at, obstacle.get().orElse(reason), retryIn)
                : event;
    }

    private void store(List<StreamEvent> events) {
        try {
            store.accept(events);
        } catch (RuntimeException failed) {
            LOG.error(
                    "{} events of the relay could not be folded and are missing",
                    events.size(),
                    failed);
        }
    }

    // News only: the first failure and the recovery, not each attempt between.
    private void tell(StreamEvent event) {
        switch (event) {
            case StreamEvent.Connected connected -> {
                LOG.info("Flows arrive from {}", connected.server());
                toldAway = false;
            }
            case StreamEvent.Disconnected disconnected -> {
                if (toldAway) {
                    LOG.debug("{}; trying again", disconnected.reason());
                } else {
                    LOG.warn(
                            "{}; trying again in {} ms",
                            disconnected.reason(),
                            disconnected.retryIn().toMillis());
                    toldAway = true;
                }
            }
            case StreamEvent.FlowSeen _,
                    StreamEvent.EventsLost _,
                    StreamEvent.NodesChanged _,
                    StreamEvent.Gap _ -> {}
        }
    }
}
