package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt: a connection, the server's word that it is there, and then its flows to the end. */
final class FlowStream extends ClientCall.Listener<Optional<StreamEvent.FromServer>> {

    /** Whom the stream tells. Called on the network's thread, which must not be held. */
    interface Follower {
        /** The server is there; gives what to ask of it. Status is empty if it does not know it. */
        GetFlowsRequest connected(FlowStream stream, Optional<ServerState> status);

        void message(FlowStream stream, StreamEvent.FromServer event);

        /** It is over; told once, and nothing after it. */
        void ended(FlowStream stream, String reason);
    }

    /** Asked for in batches: one at a time costs more than the flow itself. */
    private static final int FIRST_BATCH = 512;

    private static final int BATCH = 256;

    private final HubbleSettings settings;
    private final Follower follower;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable ManagedChannel channel;
    private volatile @Nullable ClientCall<GetFlowsRequest, Optional<StreamEvent.FromServer>> call;
    private volatile long messages;

    FlowStream(HubbleSettings settings, Follower follower) {
        this.settings = settings;
        this.follower = follower;
    }

    void start() {
        try {
            channel = Channels.open(settings);
        } catch (IOException | RuntimeException unusable) {
            end(
                    "The connection to %s cannot be set up: %s"
                            .formatted(settings.address(), unusable.getMessage()));
            return;
        }
        askStatus(
                status -> follow(Optional.of(status)),
                failure -> {
                    if (failure.getCode() == Status.Code.UNIMPLEMENTED) {
                        follow(Optional.empty());
                    } else {
                        end(Endings.sentence(settings.address(), failure));
                    }
                });
    }

    /** Asks whether the server is still there, and ends the stream if it is not. */
    void check() {
        askStatus(
                _ -> {},
                failure -> {
                    if (failure.getCode() != Status.Code.UNIMPLEMENTED) {
                        end(Endings.sentence(settings.address(), failure));
                    }
                });
    }

    /** Asks how the server is; the answer comes on the network's thread, or not at all. */
    void status(Consumer<ServerState> given, Runnable refused) {
        askStatus(given, _ -> refused.run());
    }

    boolean isEnded() {
        return ended.get();
    }

    /** How many messages there have been. */
    long messages() {
        return messages;
    }

    /** Ends the stream from our side. */
    void end(String reason) {
        if (ended.compareAndSet(false, true)) {
            ClientCall<GetFlowsRequest, Optional<StreamEvent.FromServer>> running = call;
            if (running != null) {
                running.cancel(reason, null);
            }
            ManagedChannel open = channel;
            if (open != null) {
                open.shutdownNow();
            }
            follower.ended(this, reason);
        }
    }

    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Only the network's thread writes it.
    public void onMessage(Optional<StreamEvent.FromServer> message) {
        if (ended.get()) {
            return;
        }
        if (message.isPresent()) {
            follower.message(this, message.get());
        }
        messages++;
        ClientCall<GetFlowsRequest, Optional<StreamEvent.FromServer>> running = call;
        if (messages % BATCH == 0 && running != null) {
            running.request(BATCH);
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        end(Endings.sentence(settings.address(), status));
    }

    private void follow(Optional<ServerState> status) {
        ManagedChannel open = channel;
        if (ended.get() || open == null) {
            return;
        }
        GetFlowsRequest request = follower.connected(this, status);
        ClientCall<GetFlowsRequest, Optional<StreamEvent.FromServer>> opened =
                open.newCall(getFlows(), CallOptions.DEFAULT);
        call = opened;
        opened.start(this, new Metadata());
        opened.request(FIRST_BATCH);
        opened.sendMessage(request);
        opened.halfClose();
    }

    private static MethodDescriptor<GetFlowsRequest, Optional<StreamEvent.FromServer>> getFlows() {
        var method = ObserverGrpc.getGetFlowsMethod();
        return method.toBuilder(method.getRequestMarshaller(), new EventMarshaller()).build();
    }

    private void askStatus(Consumer<ServerState> given, Consumer<Status> failed) {
        ManagedChannel open = channel;
        if (open == null) {
            return;
        }
        ClientCalls.asyncUnaryCall(
                open.newCall(
                        ObserverGrpc.getServerStatusMethod(),
                        CallOptions.DEFAULT.withDeadlineAfter(
                                settings.timeout().toMillis(), TimeUnit.MILLISECONDS)),
                ServerStatusRequest.getDefaultInstance(),
                new StreamObserver<ServerStatusResponse>() {
                    @Override
                    public void onNext(ServerStatusResponse response) {
                        given.accept(ServerState.read(response));
                    }

                    @Override
                    public void onError(Throwable thrown) {
                        failed.accept(Status.fromThrowable(thrown));
                    }

                    @Override
                    public void onCompleted() {}
                });
    }
}
