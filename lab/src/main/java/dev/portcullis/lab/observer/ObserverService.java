package dev.portcullis.lab.observer;

import com.google.protobuf.UInt32Value;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.GetNamespacesRequest;
import dev.portcullis.hubble.proto.observer.GetNamespacesResponse;
import dev.portcullis.hubble.proto.observer.GetNodesRequest;
import dev.portcullis.hubble.proto.observer.GetNodesResponse;
import dev.portcullis.hubble.proto.observer.Namespace;
import dev.portcullis.hubble.proto.observer.Node;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import dev.portcullis.hubble.proto.observer.ServerStatusResponse;
import dev.portcullis.hubble.proto.observer.TLS;
import dev.portcullis.hubble.proto.relay.NodeState;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.Executor;

/**
 * Answers as a relay with one node behind it. Agent and debug events stay unimplemented, as they are
 * there.
 */
final class ObserverService extends ObserverGrpc.ObserverImplBase {

    private final ObserverSettings settings;
    private final int port;
    private final ObserverState state;
    private final FlowMetrics metrics;
    private final Executor threads;

    ObserverService(
            ObserverSettings settings,
            int port,
            ObserverState state,
            FlowMetrics metrics,
            Executor threads) {
        this.settings = settings;
        this.port = port;
        this.state = state;
        this.metrics = metrics;
        this.threads = threads;
    }

    @Override
    public void getFlows(GetFlowsRequest request, StreamObserver<GetFlowsResponse> answers) {
        switch (FlowRequest.of(request)) {
            case FlowRequest.Result.Refused(String why) ->
                    answers.onError(
                            Status.INVALID_ARGUMENT.withDescription(why).asRuntimeException());
            case FlowRequest.Result.Accepted(FlowRequest asked) -> {
                var sender =
                        new FlowSender(
                                (ServerCallStreamObserver<GetFlowsResponse>) answers,
                                asked,
                                state.ring(),
                                settings.nodeName(),
                                metrics);
                threads.execute(sender);
            }
        }
    }

    @Override
    public void serverStatus(
            ServerStatusRequest request, StreamObserver<ServerStatusResponse> answers) {
        answers.onNext(
                ServerStatusResponse.newBuilder()
                        .setNumFlows(held())
                        .setMaxFlows(state.ring().capacity())
                        .setSeenFlows(state.seenFlows())
                        .setUptimeNs(state.uptime().toNanos())
                        .setNumConnectedNodes(UInt32Value.of(1))
                        .setNumUnavailableNodes(UInt32Value.of(0))
                        .setVersion(settings.version())
                        .setFlowsRate(state.rate())
                        .build());
        answers.onCompleted();
    }

    @Override
    public void getNodes(GetNodesRequest request, StreamObserver<GetNodesResponse> answers) {
        answers.onNext(
                GetNodesResponse.newBuilder()
                        .addNodes(
                                Node.newBuilder()
                                        .setName(settings.nodeName())
                                        .setVersion(settings.version())
                                        .setAddress("127.0.0.1:" + port)
                                        .setState(NodeState.NODE_CONNECTED)
                                        .setTls(
                                                TLS.newBuilder()
                                                        .setEnabled(settings.tls().isPresent()))
                                        .setUptimeNs(state.uptime().toNanos())
                                        .setNumFlows(held())
                                        .setMaxFlows(state.ring().capacity())
                                        .setSeenFlows(state.seenFlows()))
                        .build());
        answers.onCompleted();
    }

    @Override
    public void getNamespaces(
            GetNamespacesRequest request, StreamObserver<GetNamespacesResponse> answers) {
        var response = GetNamespacesResponse.newBuilder();
        for (String namespace : state.namespaces()) {
            response.addNamespaces(
                    Namespace.newBuilder()
                            .setCluster(settings.clusterName())
                            .setNamespace(namespace));
        }
        answers.onNext(response.build());
        answers.onCompleted();
    }

    private long held() {
        return Math.min(state.seenFlows(), state.ring().capacity());
    }
}
