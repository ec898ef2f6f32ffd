package dev.portcullis.console.flows;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowMessages;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import dev.portcullis.hubble.proto.relay.NodeState;
import dev.portcullis.hubble.proto.relay.NodeStatusEvent;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A relay on loopback: a real gRPC server whose flows the test decides. */
public final class FakeRelay implements AutoCloseable {
    private final List<ServerCallStreamObserver<GetFlowsResponse>> followers =
            new CopyOnWriteArrayList<>();
    private Server server;
    private int port;
    private long seen;

    public FakeRelay() {
        start();
    }

    /** Starts again on the same port. */
    public void start() {
        try {
            server =
                    NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
                            .addService(new Service())
                            .build()
                            .start();
            port = server.getPort();
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    public String address() {
        return "127.0.0.1:" + port;
    }

    public int followers() {
        return followers.size();
    }

    public synchronized void emit(List<Flow> flows) {
        for (var flow : flows) {
            seen++;
            var message = FlowMessages.write(flow);
            var response =
                    GetFlowsResponse.newBuilder().setFlow(message).setNodeName("node-1").build();
            for (var follower : followers) {
                if (!follower.isCancelled()) {
                    follower.onNext(response);
                }
            }
        }
    }

    /** Cuts every connection and stops listening. */
    public void kill() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        followers.clear();
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
            synchronized (FakeRelay.this) {
                out.onNext(
                        GetFlowsResponse.newBuilder()
                                .setNodeStatus(
                                        NodeStatusEvent.newBuilder()
                                                .setStateChange(NodeState.NODE_CONNECTED)
                                                .addNodeNames("node-1"))
                                .build());
                followers.add(out);
            }
        }

        @Override
        public void serverStatus(
                ServerStatusRequest request, StreamObserver<ServerStatusResponse> answers) {
            synchronized (FakeRelay.this) {
                answers.onNext(
                        ServerStatusResponse.newBuilder()
                                .setSeenFlows(seen)
                                .setMaxFlows(4_095)
                                .setVersion("test")
                                .build());
            }
            answers.onCompleted();
        }
    }
}
