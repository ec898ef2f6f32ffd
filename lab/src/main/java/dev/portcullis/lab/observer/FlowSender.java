package dev.portcullis.lab.observer;

import com.google.protobuf.Timestamp;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.flow.LostEventSource;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.relay.NodeState;
import dev.portcullis.hubble.proto.relay.NodeStatusEvent;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request's flows, on a thread of its own. It waits for a slow client, and the ring does
 * not wait for it: what is overwritten meanwhile is reported as lost, with its exact number.
 */
final class FlowSender implements Runnable {
    private static final int BATCH = 256;

    private final ServerCallStreamObserver<GetFlowsResponse> out;
    private final FlowRequest request;
    private final FlowRing ring;
    private final String nodeName;
    private final FlowMetrics metrics;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile boolean cancelled;
    private long sent;
    private @Nullable Timestamp lastRead;

    FlowSender(
            ServerCallStreamObserver<GetFlowsResponse> out,
            FlowRequest request,
            FlowRing ring,
            String nodeName,
            FlowMetrics metrics) {
        this.out = out;
        this.request = request;
        this.ring = ring;
        this.nodeName = nodeName;
        this.metrics = metrics;
        out.setOnReadyHandler(this::signal);
        out.setOnCancelHandler(
                () -> {
                    cancelled = true;
                    signal();
                });
    }

    @Override
    public void run() {
        try {
            sendAll();
            if (!cancelled) {
                out.onCompleted();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            if (!cancelled) {
                out.onError(
                        Status.UNAVAILABLE
                                .withDescription("the observer is stopping")
                                .asRuntimeException());
            }
        } catch (RuntimeException failed) {
            if (!cancelled) {
                out.onError(Status.INTERNAL.withCause(failed).asRuntimeException());
            }
        }
    }

    private void sendAll() throws InterruptedException {
        long next = request.start(ring);
        long end = request.follows() ? Long.MAX_VALUE : ring.head();
        send(connected());
        while (!cancelled && next < end && sent < request.limit()) {
            FlowRing.Batch batch = ring.read(next, (int) Math.min(BATCH, end - next));
            if (batch.missed() > 0) {
                send(lost(batch));
            }
            for (GetFlowsResponse event : batch.events()) {
                if (event.hasFlow() && request.isOver(event.getFlow())) {
                    return;
                }
                if (cancelled || sent >= request.limit()) {
                    return;
                }
                offer(event);
            }
            next = batch.next();
            if (batch.events().isEmpty() && request.follows()) {
                ring.await(next, 1, TimeUnit.SECONDS);
            }
        }
    }

    private void offer(GetFlowsResponse event) throws InterruptedException {
        lastRead = event.getTime();
        if (!event.hasFlow()) {
            send(event);
        } else if (request.passes(event.getFlow())) {
            send(request.select(event));
            sent++;
        }
    }

    private void send(GetFlowsResponse response) throws InterruptedException {
        if (!out.isReady()) {
            lock.lock();
            try {
                while (!out.isReady() && !cancelled) {
                    changed.await(1, TimeUnit.SECONDS);
                }
            } finally {
                lock.unlock();
            }
        }
        if (!cancelled) {
            out.onNext(response);
        }
    }

    private GetFlowsResponse connected() {
        return GetFlowsResponse.newBuilder()
                .setNodeStatus(
                        NodeStatusEvent.newBuilder()
                                .setStateChange(NodeState.NODE_CONNECTED)
                                .addNodeNames(nodeName))
                .setNodeName(nodeName)
                .setTime(Observer.timestamp(java.time.Instant.now()))
                .build();
    }

    /** The lost ones lie between the last that was read and the next that is left. */
    private GetFlowsResponse lost(FlowRing.Batch batch) {
        metrics.lost(LostEventSource.HUBBLE_RING_BUFFER, batch.missed());
        var lost =
                LostEvent.newBuilder()
                        .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                        .setNumEventsLost(batch.missed());
        Timestamp after = lastRead;
        if (after != null) {
            lost.setFirst(after);
        }
        var response = GetFlowsResponse.newBuilder().setNodeName(nodeName);
        if (!batch.events().isEmpty()) {
            Timestamp before = batch.events().getFirst().getTime();
            lost.setLast(before);
            response.setTime(before);
        }
        return response.setLostEvents(lost).build();
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
