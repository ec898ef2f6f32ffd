package dev.portcullis.bench.browser;

import dev.portcullis.hubble.proto.flow.EventTypeFilter;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows the denials of drills at the relay, as a second reader beside the console. */
final class RelayReader implements AutoCloseable {

    /**
     * One denied SYN.
     *
     * @param atMillis when the data plane decided, in milliseconds since 1970
     * @param delayMillis how long after that this reader had it
     */
    record Denial(double atMillis, double delayMillis) {}

    private static final int POLICY_VERDICT = 5;

    private final ManagedChannel channel;
    private final List<Denial> denials = new CopyOnWriteArrayList<>();

    private RelayReader(ManagedChannel channel) {
        this.channel = channel;
    }

    static RelayReader open(String address) {
        RelayReader reader =
                new RelayReader(NettyChannelBuilder.forTarget(address).usePlaintext().build());
        FlowFilter denied =
                FlowFilter.newBuilder()
                        .addVerdict(Verdict.DROPPED)
                        .addSourcePod("drills/")
                        .addEventType(EventTypeFilter.newBuilder().setType(POLICY_VERDICT))
                        .build();
        ObserverGrpc.newStub(reader.channel)
                .getFlows(
                        GetFlowsRequest.newBuilder().setFollow(true).addWhitelist(denied).build(),
                        reader.new Denials());
        return reader;
    }

    List<Denial> denials() {
        return List.copyOf(denials);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    private final class Denials implements StreamObserver<GetFlowsResponse> {
        @Override
        public void onNext(GetFlowsResponse response) {
            if (response.hasFlow()) {
                double now = millis(Instant.now());
                var time = response.getFlow().getTime();
                double at = time.getSeconds() * 1e3 + time.getNanos() / 1e6;
                denials.add(new Denial(at, now - at));
            }
        }

        @Override
        public void onError(Throwable ended) {}

        @Override
        public void onCompleted() {}
    }

    static double millis(Instant instant) {
        return instant.getEpochSecond() * 1e3 + instant.getNano() / 1e6;
    }
}
