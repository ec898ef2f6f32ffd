package dev.portcullis.hubble;

import com.google.protobuf.UInt32Value;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.GetNodesRequest;
import dev.portcullis.hubble.proto.observer.GetNodesResponse;
import dev.portcullis.hubble.proto.observer.Node;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A relay on loopback: a real gRPC server with a small ring, that tests kill and start again. */
final class TestRelay implements AutoCloseable {
    private final int capacity;
    private final ServerCredentials credentials;
    private final Deque<Flow> ring = new ArrayDeque<>();
    private final List<ServerCallStreamObserver<GetFlowsResponse>> followers =
            new CopyOnWriteArrayList<>();
    final List<GetFlowsRequest> requests = new CopyOnWriteArrayList<>();
    private @Nullable Server server;
    private int port;
    private long seen;
    private long startedAt = System.nanoTime();
    private Runnable beforeNextStream = () -> {};

    TestRelay(int capacity, ServerCredentials credentials) {
        this.capacity = capacity;
        this.credentials = credentials;
        start();
    }

    static TestRelay holding(int capacity) {
        return new TestRelay(capacity, io.grpc.InsecureServerCredentials.create());
    }

    void start() {
        try {
            server =
                    NettyServerBuilder.forAddress(
                                    new InetSocketAddress("127.0.0.1", port), credentials)
                            .addService(new Service())
                            .build()
                            .start();
            port = server.getPort();
        } catch (IOException unbindable) {
            throw new UncheckedIOException(unbindable);
        }
    }

    /** Cuts every connection; the ring, which is the nodes', stays. */
    void kill() {
        Server running = server;
        if (running != null) {
            running.shutdownNow();
            try {
                running.awaitTermination();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        followers.clear();
    }

    /** As if the node had started afresh: everything it held and counted is gone. */
    synchronized void forget() {
        ring.clear();
        seen = 0;
        startedAt = System.nanoTime();
    }

    /** What happens on the nodes between the next question for the status and the stream after it. */
    synchronized void beforeNextStream(Runnable happening) {
        beforeNextStream = happening;
    }

    String address() {
        return "127.0.0.1:" + port;
    }

    int followers() {
        return followers.size();
    }

    synchronized void emit(Flow flow) {
        seen++;
        ring.addLast(flow);
        if (ring.size() > capacity) {
            ring.removeFirst();
        }
        send(GetFlowsResponse.newBuilder().setFlow(flow).setNodeName(flow.getNodeName()).build());
    }

    synchronized void send(GetFlowsResponse response) {
        for (var follower : followers) {
            if (!follower.isCancelled()) {
                follower.onNext(response);
            }
        }
    }

    @Override
    public void close() {
        kill();
    }

    private final class Service extends ObserverGrpc.ObserverImplBase {
        @Override
        public void getFlows(GetFlowsRequest request, StreamObserver<GetFlowsResponse> answers) {
            var out = (ServerCallStreamObserver<GetFlowsResponse>) answers;
            out.setOnCancelHandler(() -> followers.remove(out));
            synchronized (TestRelay.this) {
                requests.add(request);
                beforeNextStream.run();
                beforeNextStream = () -> {};
                var replay = new ArrayList<Flow>();
                if (request.hasSince()) {
                    Instant since = FlowRecords.instant(request.getSince());
                    for (Flow flow : ring) {
                        if (!FlowRecords.instant(flow.getTime()).isBefore(since)) {
                            replay.add(flow);
                        }
                    }
                } else {
                    long skip = Math.max(0, ring.size() - request.getNumber());
                    ring.stream().skip(skip).forEach(replay::add);
                }
                for (Flow flow : replay) {
                    out.onNext(
                            GetFlowsResponse.newBuilder()
                                    .setFlow(flow)
                                    .setNodeName(flow.getNodeName())
                                    .build());
                }
                followers.add(out);
            }
        }

        @Override
        public void serverStatus(
                ServerStatusRequest request, StreamObserver<ServerStatusResponse> answers) {
            synchronized (TestRelay.this) {
                answers.onNext(
                        ServerStatusResponse.newBuilder()
                                .setNumFlows(ring.size())
                                .setMaxFlows(capacity)
                                .setSeenFlows(seen)
                                .setUptimeNs(System.nanoTime() - startedAt)
                                .setNumConnectedNodes(UInt32Value.of(1))
                                .setVersion("1.20.2")
                                .build());
            }
            answers.onCompleted();
        }

        @Override
        public void getNodes(GetNodesRequest request, StreamObserver<GetNodesResponse> answers) {
            answers.onNext(
                    GetNodesResponse.newBuilder()
                            .addNodes(Node.newBuilder().setName("node-1").setStateValue(1))
                            .build());
            answers.onCompleted();
        }
    }
}
