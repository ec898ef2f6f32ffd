package dev.portcullis.lab.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import dev.portcullis.hubble.FlowClient;
import dev.portcullis.hubble.FlowQuery;
import dev.portcullis.hubble.HubbleSettings;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.flow.LostEventSource;
import dev.portcullis.hubble.proto.flow.Verdict;
import dev.portcullis.hubble.proto.observer.GetAgentEventsRequest;
import dev.portcullis.hubble.proto.observer.GetDebugEventsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsRequest;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.observer.GetNamespacesRequest;
import dev.portcullis.hubble.proto.observer.GetNodesRequest;
import dev.portcullis.hubble.proto.observer.Namespace;
import dev.portcullis.hubble.proto.observer.ObserverGrpc;
import dev.portcullis.hubble.proto.observer.ServerStatusRequest;
import dev.portcullis.hubble.proto.relay.NodeState;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ObserverTest {

    private Observer observer;
    private ManagedChannel channel;
    private ObserverGrpc.ObserverBlockingStub stub;

    @BeforeEach
    void start() throws IOException {
        observer = Observer.start(ObserverSettings.on(0, 0));
        channel =
                Grpc.newChannelBuilder(observer.address(), InsecureChannelCredentials.create())
                        .build();
        stub = ObserverGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        observer.close();
    }

    @Test
    void theNodeIsAnnouncedBeforeItsFirstFlow() {
        emit(0, 3);

        var first = stub.getFlows(GetFlowsRequest.getDefaultInstance()).next();

        assertThat(first.getNodeStatus().getStateChange()).isEqualTo(NodeState.NODE_CONNECTED);
        assertThat(first.getNodeStatus().getNodeNamesList()).containsExactly("lab");
    }

    @Test
    void theLastOnesOrTheFirstOnesAreGivenAndThenTheStreamEnds() {
        emit(0, 100);

        assertThat(names(request().setNumber(3))).containsExactly("flow-97", "flow-98", "flow-99");
        assertThat(names(request().setNumber(2).setFirst(true)))
                .containsExactly("flow-0", "flow-1");
        assertThat(names(request())).hasSize(100);
        assertThat(names(request().setNumber(500))).hasSize(100);
        assertThat(names(request().setNumber(-1))).hasSize(100);
    }

    @Test
    void theLastOnesAreThoseThatMatch() {
        emit(0, 100);
        var mysql = FlowFilter.newBuilder().addUuid("flow-10").addUuid("flow-50");

        assertThat(names(request().setNumber(2).addWhitelist(mysql)))
                .containsExactly("flow-10", "flow-50");
        assertThat(names(request().setNumber(1).addWhitelist(mysql))).containsExactly("flow-50");
        assertThat(
                        names(
                                request()
                                        .addBlacklist(
                                                FlowFilter.newBuilder()
                                                        .addVerdict(Verdict.DROPPED))))
                .isEmpty();
    }

    @Test
    void sinceAndUntilBoundTheFlowsAndNumberStillLimitsThem() {
        emit(0, 600);
        var since = Observer.timestamp(LabFlows.NOON.plusMillis(300));
        var until = Observer.timestamp(LabFlows.NOON.plusMillis(302));

        assertThat(names(request().setSince(since))).hasSize(300).startsWith("flow-300");
        assertThat(names(request().setSince(since).setUntil(until)))
                .containsExactly("flow-300", "flow-301", "flow-302");
        assertThat(names(request().setSince(since).setNumber(2)))
                .containsExactly("flow-300", "flow-301");
    }

    @Test
    void theRingHoldsTheLastFourThousandAndNinetyFive() {
        emit(0, 5_000);

        assertThat(names(request())).hasSize(4_095).startsWith("flow-905").endsWith("flow-4999");
    }

    @Test
    void aFollowerSeesWhatComesAndOnlyWhatItAskedForOfThePast() {
        emit(0, 50);
        try (var follower = follow(request().setFollow(true))) {
            follower.untilAnnounced();
            emit(50, 53);

            follower.untilFlows(3);

            assertThat(follower.names()).containsExactly("flow-50", "flow-51", "flow-52");
        }
        try (var follower = follow(request().setFollow(true).setNumber(2))) {
            follower.untilFlows(2);
            emit(53, 54);
            follower.untilFlows(3);

            assertThat(follower.names()).containsExactly("flow-51", "flow-52", "flow-53");
        }
    }

    @Test
    void firstAndFollowTogetherAreRefused() {
        assertRefused(request().setFirst(true).setFollow(true), "first");
        assertRefused(
                request().addWhitelist(FlowFilter.newBuilder().addSourceIp("nowhere")),
                "source_ip");
        assertRefused(
                request().setFieldMask(FieldMask.newBuilder().addPaths("source.mood")),
                "source.mood");
    }

    @Test
    void onlyTheFieldsAskedForTravel() {
        emit(0, 1);

        var flow =
                flows(
                                request()
                                        .setFieldMask(
                                                FieldMask.newBuilder()
                                                        .addPaths("source.pod_name")
                                                        .addPaths("verdict")
                                                        .addPaths("l4.TCP.destination_port")))
                        .getFirst();

        assertThat(flow.getSource().getPodName()).isEqualTo("storefront-0");
        assertThat(flow.getSource().getNamespace()).isEmpty();
        assertThat(flow.getVerdict()).isEqualTo(Verdict.DROPPED);
        assertThat(flow.getL4().getTCP().getDestinationPort()).isEqualTo(3_306);
        assertThat(flow.getL4().getTCP().getSourcePort()).isZero();
        assertThat(flow.getUuid()).isEmpty();
    }

    @Test
    void aReaderThatFallsBehindIsToldExactlyHowManyItMissed() {
        try (var follower = follow(request().setFollow(true))) {
            follower.untilAnnounced();
            follower.pause();
            emit(0, 30_000);
            follower.resume();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> follower.names().contains("flow-29999"));

            assertThat(follower.lost()).isPositive();
            assertThat(follower.names().size() + follower.lost()).isEqualTo(30_000);
            assertThat(metrics())
                    .contains(
                            "hubble_lost_events_total{source=\"hubble_ring_buffer\"} "
                                    + (double) follower.lost());
        }
    }

    @Test
    void lossesReportedByTheDataPlaneReachEveryReaderWhateverItsFilter() {
        observer.reportLost(
                LostEvent.newBuilder()
                        .setSource(LostEventSource.PERF_EVENT_RING_BUFFER)
                        .setNumEventsLost(7)
                        .build());
        emit(0, 1);

        var answers = answers(request().addWhitelist(FlowFilter.newBuilder().addUuid("none")));

        assertThat(answers)
                .anySatisfy(
                        answer ->
                                assertThat(answer.getLostEvents().getNumEventsLost()).isEqualTo(7))
                .noneMatch(GetFlowsResponse::hasFlow);
    }

    @Test
    void whatAFlowLeavesOutIsFilledIn() {
        observer.emit(Flow.newBuilder().setVerdict(Verdict.FORWARDED).build());

        var flow = flows(request()).getFirst();

        assertThat(flow.getUuid()).isNotEmpty();
        assertThat(flow.getNodeName()).isEqualTo("lab");
        assertThat(flow.hasTime()).isTrue();
        assertThat(flow.getEmitter().getName()).isEqualTo("Hubble");
    }

    @Test
    void theServerDescribesItselfAsARelayWithOneNode() {
        emit(0, 10);
        var headers = new AtomicReference<Metadata>();
        var listening =
                stub.withInterceptors(
                        MetadataUtils.newCaptureMetadataInterceptor(
                                headers, new AtomicReference<>()));

        var status = listening.serverStatus(ServerStatusRequest.getDefaultInstance());

        assertThat(status.getNumFlows()).isEqualTo(10);
        assertThat(status.getMaxFlows()).isEqualTo(4_095);
        assertThat(status.getSeenFlows()).isEqualTo(10);
        assertThat(status.getNumConnectedNodes().getValue()).isEqualTo(1);
        assertThat(status.getUptimeNs()).isPositive();
        assertThat(status.getFlowsRate()).isPositive();
        assertThat(
                        headers.get()
                                .get(
                                        Metadata.Key.of(
                                                "hubble-server-version",
                                                Metadata.ASCII_STRING_MARSHALLER)))
                .startsWith("1.20");
        var node = stub.getNodes(GetNodesRequest.getDefaultInstance()).getNodes(0);
        assertThat(node.getName()).isEqualTo("lab");
        assertThat(node.getState()).isEqualTo(NodeState.NODE_CONNECTED);
        assertThat(
                        stub.getNamespaces(GetNamespacesRequest.getDefaultInstance())
                                .getNamespacesList())
                .extracting(Namespace::getNamespace)
                .containsExactly("shop", "users");
    }

    @Test
    void agentAndDebugEventsAreUnimplementedAsOnARelay() {
        assertCode(
                Status.Code.UNIMPLEMENTED,
                () ->
                        stub.getAgentEvents(GetAgentEventsRequest.getDefaultInstance())
                                .forEachRemaining(_ -> {}));
        assertCode(
                Status.Code.UNIMPLEMENTED,
                () ->
                        stub.getDebugEvents(GetDebugEventsRequest.getDefaultInstance())
                                .forEachRemaining(_ -> {}));
    }

    @Test
    void itSaysThatItIsHealthy() {
        var health = HealthGrpc.newBlockingStub(channel);

        assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
                .isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatThrownBy(() -> Observer.start(ObserverSettings.on(observer.port(), 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:" + observer.port());
    }

    @Test
    void aClientFollowsThroughARestartWithoutMissingAFlow() throws Exception {
        var settings =
                HubbleSettings.at(observer.address())
                        .withRetry(Duration.ofMillis(20), Duration.ofMillis(100));
        List<String> shown = new ArrayList<>();
        List<StreamEvent> others = new ArrayList<>();
        try (FlowClient client = FlowClient.open(settings, FlowQuery.everything(100))) {
            emit(0, 100);
            await().until(() -> read(client, shown, others) >= 100);

            observer.stopServing();
            emit(100, 200);
            await().until(
                            () -> {
                                read(client, shown, others);
                                return others.stream()
                                        .anyMatch(StreamEvent.Disconnected.class::isInstance);
                            });
            observer.serve();
            emit(200, 300);
            await().until(() -> read(client, shown, others) >= 300);
        }

        assertThat(shown)
                .containsExactlyElementsOf(
                        LongStream.range(0, 300).mapToObj(n -> "flow-" + n).toList());
        assertThat(others).noneMatch(StreamEvent.Gap.class::isInstance);
        assertThat(others).anyMatch(StreamEvent.NodesChanged.class::isInstance);
    }

    private static int read(FlowClient client, List<String> shown, List<StreamEvent> others)
            throws InterruptedException {
        for (StreamEvent event : client.poll(1_000, Duration.ofMillis(20))) {
            if (event instanceof StreamEvent.FlowSeen(var flow)) {
                shown.add(flow.uuid());
            } else {
                others.add(event);
            }
        }
        return shown.size();
    }

    private void emit(long from, long to) {
        LongStream.range(from, to).forEach(n -> observer.emit(LabFlows.drop(n)));
    }

    private static GetFlowsRequest.Builder request() {
        return GetFlowsRequest.newBuilder();
    }

    private List<GetFlowsResponse> answers(GetFlowsRequest.Builder request) {
        var answers = new ArrayList<GetFlowsResponse>();
        Iterator<GetFlowsResponse> stream = stub.getFlows(request.build());
        stream.forEachRemaining(answers::add);
        return answers;
    }

    private List<Flow> flows(GetFlowsRequest.Builder request) {
        return answers(request).stream()
                .filter(GetFlowsResponse::hasFlow)
                .map(GetFlowsResponse::getFlow)
                .toList();
    }

    private List<String> names(GetFlowsRequest.Builder request) {
        return flows(request).stream().map(Flow::getUuid).toList();
    }

    private void assertRefused(GetFlowsRequest.Builder request, String naming) {
        assertThatThrownBy(() -> answers(request))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> {
                            assertThat(refused.getStatus().getCode())
                                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
                            assertThat(refused.getStatus().getDescription()).contains(naming);
                        });
    }

    private static void assertCode(Status.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        failed -> assertThat(failed.getStatus().getCode()).isEqualTo(code));
    }

    private String metrics() {
        return MetricsPage.read(observer.metricsPort());
    }

    private Follower follow(GetFlowsRequest.Builder request) {
        return new Follower(
                channel.newCall(ObserverGrpc.getGetFlowsMethod(), CallOptions.DEFAULT),
                request.build());
    }

    /** A reader that asks for messages by hand, so that it can stop asking. */
    private static final class Follower extends ClientCall.Listener<GetFlowsResponse>
            implements AutoCloseable {
        private final ClientCall<GetFlowsRequest, GetFlowsResponse> call;
        private final List<GetFlowsResponse> answers = new CopyOnWriteArrayList<>();
        private volatile boolean paused;

        Follower(ClientCall<GetFlowsRequest, GetFlowsResponse> call, GetFlowsRequest request) {
            this.call = call;
            call.start(this, new Metadata());
            call.request(1);
            call.sendMessage(request);
            call.halfClose();
        }

        @Override
        public void onMessage(GetFlowsResponse answer) {
            answers.add(answer);
            if (!paused) {
                call.request(1);
            }
        }

        void untilAnnounced() {
            await().until(() -> !answers.isEmpty());
        }

        void untilFlows(int count) {
            await().until(() -> names().size() >= count);
        }

        void pause() {
            paused = true;
        }

        void resume() {
            paused = false;
            call.request(2);
        }

        List<String> names() {
            return answers.stream()
                    .filter(GetFlowsResponse::hasFlow)
                    .map(answer -> answer.getFlow().getUuid())
                    .toList();
        }

        long lost() {
            return answers.stream()
                    .mapToLong(answer -> answer.getLostEvents().getNumEventsLost())
                    .sum();
        }

        @Override
        public void close() {
            call.cancel("done", null);
        }
    }
}
