package dev.portcullis.bench.ingest;

import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;

/** The transport alone, set as FlowClient sets it: batches, the network's own thread, its window. */
final class RawFollower<T> extends ClientCall.Listener<T> implements AutoCloseable {
    private final ManagedChannel channel;
    private final ClientCall<GetFlowsRequest, T> call;
    private volatile long messages;

    RawFollower(int port, MethodDescriptor.Marshaller<T> marshaller) {
        channel =
                NettyChannelBuilder.forAddress(
                                "127.0.0.1", port, InsecureChannelCredentials.create())
                        .directExecutor()
                        .initialFlowControlWindow(4 * 1024 * 1024)
                        .build();
        call =
                channel.newCall(
                        ObserverGrpc.getGetFlowsMethod().toBuilder(
                                        ObserverGrpc.getGetFlowsMethod().getRequestMarshaller(),
                                        marshaller)
                                .build(),
                        CallOptions.DEFAULT);
        call.start(this, new Metadata());
        call.request(512);
        call.sendMessage(GetFlowsRequest.newBuilder().setFollow(true).build());
        call.halfClose();
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the network's thread writes it.
    public void onMessage(T message) {
        messages++;
        if (messages % 256 == 0) {
            call.request(256);
        }
    }

    long messages() {
        return messages;
    }

    @Override
    public void close() {
        call.cancel("done", null);
        channel.shutdownNow();
    }
}
