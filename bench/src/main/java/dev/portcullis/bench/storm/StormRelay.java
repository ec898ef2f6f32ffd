package dev.portcullis.bench.storm;

import com.google.protobuf.UInt32Value;
import dev.portcullis.bench.ingest.RawBytes;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.flow.LostEventSource;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A real observer on 127.0.0.1 with the ring of one node: what a follower is too slow for is overwritten, and it is told
 * how much, as Hubble does. It can be killed and started again on the same port; the ring stays.
 */
final class StormRelay implements AutoCloseable {
    private record Sent(byte[] message, long millis) {}

    private final @Nullable Sent[] ring;
    private final long startedAt = System.nanoTime();
    private long emitted;
    private long overwritten;
    private int connections;
    private int port;
    private @Nullable Server server;
    private @Nullable Follower follower;

    StormRelay(int capacity) throws IOException {
        ring = new Sent[capacity];
        start();
    }

    void start() throws IOException {
        var getFlows = ObserverGrpc.getGetFlowsMethod();
        server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress("127.0.0.1", port),
                                InsecureServerCredentials.create())
                        .addService(
                                ServerServiceDefinition.builder(ObserverGrpc.SERVICE_NAME)
                                        .addMethod(
                                                getFlows.toBuilder(
                                                                getFlows.getRequestMarshaller(),
                                                                RawBytes.BYTES)
                                                        .build(),
                                                ServerCalls.asyncServerStreamingCall(this::follow))
                                        .addMethod(
                                                ObserverGrpc.getServerStatusMethod(),
                                                ServerCalls.asyncUnaryCall(this::status))
                                        .build())
                        .build()
                        .start();
        port = server.getPort();
    }

    /** Cuts the stream and stops listening. The node, with its ring, goes on. */
    void kill() throws InterruptedException {
        Server running = server;
        if (running != null) {
            running.shutdownNow();
            running.awaitTermination(10, TimeUnit.SECONDS);
        }
        synchronized (this) {
            follower = null;
        }
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    /** Flows there have been. */
    synchronized long emitted() {
        return emitted;
    }

    /** Flows that were overwritten before the follower took them. */
    synchronized long overwritten() {
        return overwritten;
    }

    /** Streams there have been. */
    synchronized int connections() {
        return connections;
    }

    synchronized void emit(byte[] flow, long millis) {
        ring[(int) (emitted++ % ring.length)] = new Sent(flow, millis);
    }

    /** Sends what can be sent; called after some flows were emitted. */
    synchronized void send() {
        if (follower != null) {
            follower.send();
        }
    }

    /** Tells the follower of losses, in so many messages, whether or not it is ready; how many it was told. */
    synchronized int reportLost(int messages, String node) {
        if (follower == null || !follower.out.isReady()) {
            return 0;
        }
        byte[] report = lost(1, node);
        for (int i = 0; i < messages; i++) {
            follower.out.onNext(report);
        }
        return messages;
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    private void follow(GetFlowsRequest request, StreamObserver<byte[]> answers) {
        var out = (ServerCallStreamObserver<byte[]>) answers;
        synchronized (this) {
            connections++;
            long oldest = Math.max(0, emitted - ring.length);
            long next = Math.max(oldest, emitted - request.getNumber());
            if (request.hasSince()) {
                long since =
                        request.getSince().getSeconds() * 1_000
                                + request.getSince().getNanos() / 1_000_000;
                next = oldest;
                while (next < emitted && at(next).millis() < since) {
                    next++;
                }
            }
            follower = new Follower(out, next);
        }
        out.setOnReadyHandler(this::send);
        out.setOnCancelHandler(() -> left(out));
    }

    private synchronized void left(ServerCallStreamObserver<byte[]> out) {
        if (follower != null && follower.out == out) {
            follower = null;
        }
    }

    private synchronized void status(
            ServerStatusRequest request, StreamObserver<ServerStatusResponse> answers) {
        answers.onNext(
                ServerStatusResponse.newBuilder()
                        .setNumFlows(Math.min(emitted, ring.length))
                        .setMaxFlows(ring.length)
                        .setSeenFlows(emitted)
                        .setUptimeNs(System.nanoTime() - startedAt)
                        .setNumConnectedNodes(UInt32Value.of(1))
                        .setVersion("storm")
                        .build());
        answers.onCompleted();
    }

    private Sent at(long number) {
        Sent sent = ring[(int) (number % ring.length)];
        if (sent == null) {
            throw new IllegalStateException("Flow " + number + " was never emitted");
        }
        return sent;
    }

    private static byte[] lost(long flows, String node) {
        return GetFlowsResponse.newBuilder()
                .setLostEvents(
                        LostEvent.newBuilder()
                                .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                                .setNumEventsLost(flows))
                .setNodeName(node)
                .build()
                .toByteArray();
    }

    private final class Follower {
        private final ServerCallStreamObserver<byte[]> out;
        private long next;

        Follower(ServerCallStreamObserver<byte[]> out, long next) {
            this.out = out;
            this.next = next;
        }

        void send() {
            while (next < emitted && out.isReady() && !out.isCancelled()) {
                long behind = emitted - ring.length - next;
                if (behind > 0) {
                    out.onNext(lost(behind, "default/node-1"));
                    overwritten += behind;
                    next += behind;
                }
                out.onNext(at(next++).message());
            }
        }
    }
}
