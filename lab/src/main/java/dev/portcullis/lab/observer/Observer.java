package dev.portcullis.lab.observer;

import com.google.protobuf.Timestamp;

import dev.portcullis.hubble.proto.flow.Emitter;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** The lab's Hubble: one node's ring of flows, served as a relay serves it. */
public final class Observer implements FlowSink, AutoCloseable {

    private final ObserverSettings settings;
    private final Clock clock;
    private final FlowRing ring;

    private Observer(ObserverSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.ring = new FlowRing(settings.capacity());
    }

    /** Starts an observer; {@link #emit} may be called at once. */
    public static Observer start(ObserverSettings settings) {
        return new Observer(settings, Clock.systemUTC());
    }

    @Override
    public void emit(Flow flow) {
        Flow complete = complete(flow);
        ring.write(
                GetFlowsResponse.newBuilder()
                        .setFlow(complete)
                        .setNodeName(complete.getNodeName())
                        .setTime(complete.getTime())
                        .build());
    }

    /** How many events there have been since the start. */
    public long seenFlows() {
        return ring.head();
    }

    @Override
    public void close() {}

    private Flow complete(Flow flow) {
        Flow.Builder complete = flow.toBuilder();
        if (!flow.hasTime()) {
            Instant now = clock.instant();
            complete.setTime(
                    Timestamp.newBuilder()
                            .setSeconds(now.getEpochSecond())
                            .setNanos(now.getNano()));
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
}
