package dev.portcullis.lab.observer;

import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.Emitter;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The lab's Hubble: one node's ring of flows, served as a relay serves it, and counted as an agent
 * counts it. The ring outlives {@link #stopServing}, as a node's outlives its relay.
 */
public final class Observer implements FlowSink, AutoCloseable {

    private final ObserverSettings settings;
    private final Clock clock;
    private final ObserverState state;
    private final FlowMetrics metrics = new FlowMetrics();
    private @Nullable ObserverServer server;
    private @Nullable MetricsServer metricsServer;
    private int port;

    private Observer(ObserverSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.state = new ObserverState(settings, clock);
        this.port = settings.port();
    }

    /**
     * Starts an observer and both its servers; {@link #emit} may be called at once.
     *
     * @throws IOException if a port is taken or a certificate cannot be read
     */
    public static Observer start(ObserverSettings settings) throws IOException {
        return start(settings, Clock.systemUTC());
    }

    /** The same with a clock of the caller's. */
    public static Observer start(ObserverSettings settings, Clock clock) throws IOException {
        var observer = new Observer(settings, clock);
        try {
            observer.serve();
            observer.metricsServer = MetricsServer.start(settings.metricsPort(), observer.metrics);
        } catch (IOException failed) {
            observer.close();
            throw failed;
        }
        return observer;
    }

    @Override
    public void emit(Flow flow) {
        Flow complete = complete(flow);
        metrics.count(complete);
        state.saw(complete);
        state.ring()
                .write(
                        GetFlowsResponse.newBuilder()
                                .setFlow(complete)
                                .setNodeName(complete.getNodeName())
                                .setTime(complete.getTime())
                                .build());
    }

    /** Reports events that were lost before they became flows; every reader is told. */
    public void reportLost(LostEvent lost) {
        metrics.lost(lost.getSource(), lost.getNumEventsLost());
        state.ring()
                .write(
                        GetFlowsResponse.newBuilder()
                                .setLostEvents(lost)
                                .setNodeName(settings.nodeName())
                                .setTime(timestamp(clock.instant()))
                                .build());
    }

    /** Flows since the start. */
    public long seenFlows() {
        return state.seenFlows();
    }

    /** Where the gRPC server listens, {@code 127.0.0.1:port}. */
    public synchronized String address() {
        return "127.0.0.1:" + port;
    }

    /** The gRPC server's port, also while it does not serve. */
    public synchronized int port() {
        return port;
    }

    /** The port of {@code /metrics}. */
    public synchronized int metricsPort() {
        return metricsServer == null ? settings.metricsPort() : metricsServer.port();
    }

    /** Cuts every stream and stops listening, as a relay does that is killed. */
    public synchronized void stopServing() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /**
     * Listens (again), on the port it had.
     *
     * @throws IOException if the port has been taken meanwhile
     */
    public synchronized void serve() throws IOException {
        if (server == null) {
            server = ObserverServer.start(settings, port, state, metrics);
            port = server.port();
        }
    }

    @Override
    public synchronized void close() {
        stopServing();
        if (metricsServer != null) {
            metricsServer.close();
            metricsServer = null;
        }
    }

    private Flow complete(Flow flow) {
        boolean whole =
                flow.hasTime()
                        && flow.hasEmitter()
                        && !flow.getUuid().isEmpty()
                        && !flow.getNodeName().isEmpty();
        if (whole) {
            return flow;
        }
        Flow.Builder complete = flow.toBuilder();
        if (!flow.hasTime()) {
            complete.setTime(timestamp(clock.instant()));
        }
        if (flow.getUuid().isEmpty()) {
            complete.setUuid(UUID.randomUUID().toString());
        }
        if (flow.getNodeName().isEmpty()) {
            complete.setNodeName(settings.nodeName());
        }
        if (!flow.hasEmitter()) {
            complete.setEmitter(
                    Emitter.newBuilder().setName("Hubble").setVersion(settings.version()));
        }
        return complete.build();
    }

    static Timestamp timestamp(Instant time) {
        return Timestamp.newBuilder()
                .setSeconds(time.getEpochSecond())
                .setNanos(time.getNano())
                .build();
    }
}
