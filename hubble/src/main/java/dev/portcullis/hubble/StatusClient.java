package dev.portcullis.hubble;

import dev.portcullis.hubble.proto.observer.GetNodesRequest;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks single questions, on a connection apart from the stream's so that neither waits. */
final class StatusClient implements AutoCloseable {
    private final HubbleSettings settings;
    private @Nullable ManagedChannel channel;
    private boolean closed;

    StatusClient(HubbleSettings settings) {
        this.settings = settings;
    }

    Answer<ServerState> serverStatus() {
        return ask(
                stub ->
                        ServerState.read(
                                stub.serverStatus(ServerStatusRequest.getDefaultInstance())));
    }

    Answer<List<HubbleNode>> nodes() {
        return ask(
                stub ->
                        stub.getNodes(GetNodesRequest.getDefaultInstance()).getNodesList().stream()
                                .map(HubbleNode::read)
                                .toList());
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (channel != null) {
            channel.shutdownNow();
        }
    }

    private <T> Answer<T> ask(Function<ObserverGrpc.ObserverBlockingStub, T> question) {
        try {
            var stub =
                    ObserverGrpc.newBlockingStub(channel())
                            .withDeadlineAfter(
                                    settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return new Answer.Given<>(question.apply(stub));
        } catch (StatusRuntimeException failed) {
            forget();
            return new Answer.Missing<>(Endings.sentence(settings.address(), failed.getStatus()));
        } catch (IOException | IllegalArgumentException unusable) {
            return new Answer.Missing<>(
                    "The connection to %s cannot be set up: %s"
                            .formatted(settings.address(), unusable.getMessage()));
        }
    }

    private synchronized ManagedChannel channel() throws IOException {
        if (closed) {
            throw new IOException("the client is closed");
        }
        ManagedChannel open = channel;
        if (open == null) {
            open = Channels.open(settings);
            channel = open;
        }
        return open;
    }

    /** A connection that failed would wait before it tries again; a new one does not. */
    private synchronized void forget() {
        if (channel != null) {
            channel.shutdownNow();
            channel = null;
        }
    }
}
