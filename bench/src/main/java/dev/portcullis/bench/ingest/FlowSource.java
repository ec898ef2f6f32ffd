package dev.portcullis.bench.ingest;

import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import io.grpc.InsecureServerCredentials;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.LogManager;

/**
 * A server on 127.0.0.1 that sends so many flows a second, or as fast as they are taken, until its input ends: so it goes
 * when the one who started it goes. Argument: flows a second; 0 for no limit.
 */
public final class FlowSource {
    private FlowSource() {}

    public static void main(String[] arguments) throws IOException {
        int perSecond = Integer.parseInt(arguments[0]);
        // A client that leaves in the middle of a flow is what happens here all the time.
        LogManager.getLogManager().reset();
        MethodDescriptor<GetFlowsRequest, byte[]> getFlows =
                ObserverGrpc.getGetFlowsMethod().toBuilder(
                                ObserverGrpc.getGetFlowsMethod().getRequestMarshaller(),
                                RawBytes.BYTES)
                        .build();
        Server server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress("127.0.0.1", 0),
                                InsecureServerCredentials.create())
                        .directExecutor()
                        .initialFlowControlWindow(4 * 1024 * 1024)
                        .addService(
                                ServerServiceDefinition.builder("observer.Observer")
                                        .addMethod(
                                                getFlows,
                                                ServerCalls.asyncServerStreamingCall(
                                                        (_, out) -> send(out, perSecond)))
                                        .addMethod(
                                                ObserverGrpc.getServerStatusMethod(),
                                                ServerCalls.asyncUnaryCall(
                                                        (_, out) -> {
                                                            out.onNext(
                                                                    ServerStatusResponse
                                                                            .getDefaultInstance());
                                                            out.onCompleted();
                                                        }))
                                        .build())
                        .build()
                        .start();
        System.out.println(server.getPort() + " " + new SampleFlows().averageSize());
        while (System.in.read() >= 0) {
            // Only the end matters.
        }
        server.shutdownNow();
    }

    private static void send(StreamObserver<byte[]> answers, int perSecond) {
        var out = (ServerCallStreamObserver<byte[]>) answers;
        var flows = new SampleFlows();
        out.setOnCancelHandler(() -> {});
        if (perSecond > 0) {
            Thread.ofPlatform().daemon().start(() -> pour(out, flows, perSecond));
            return;
        }
        out.setOnReadyHandler(
                () -> {
                    while (out.isReady() && !out.isCancelled()) {
                        out.onNext(flows.next());
                    }
                });
    }

    private static void pour(
            ServerCallStreamObserver<byte[]> out, SampleFlows flows, int perSecond) {
        long start = System.nanoTime();
        long sent = 0;
        while (!out.isCancelled()) {
            double due = (System.nanoTime() - start) / 1e9 * perSecond;
            while (sent < due && out.isReady()) {
                out.onNext(flows.next());
                sent++;
            }
            LockSupport.parkNanos(500_000);
        }
    }
}
