package dev.portcullis.hubble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.flow.LostEventSource;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import dev.portcullis.hubble.proto.relay.NodeState;
import dev.portcullis.hubble.proto.relay.NodeStatusEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against a real gRPC server on loopback, which is killed and started again under the client. */
class FlowClientTest {

    private final TestRelay relay = TestRelay.holding(1_000);
    private final List<StreamEvent> events = new ArrayList<>();
    private FlowClient client = open(settings());

    @AfterEach
    void stop() {
        client.close();
        relay.close();
    }

    @Test
    void flowsArriveInOrderWithoutADifference() {
        followed();
        LongStream.range(0, 500).forEach(n -> relay.emit(TestFlows.numbered(n)));

        readUntilShown(500);

        assertThat(shown())
                .containsExactlyElementsOf(
                        LongStream.range(0, 500).mapToObj(n -> "flow-" + n).toList());
        assertThat(client.received()).isEqualTo(500);
        assertThat(events.getFirst())
                .isInstanceOfSatisfying(
                        StreamEvent.Connected.class,
                        connected -> {
                            assertThat(connected.server()).isEqualTo(relay.address());
                            assertThat(connected.version()).isEqualTo("1.20.2");
                        });
    }

    @Test
    void onlyTheFieldsOfARecordAreAskedFor() {
        followed();

        assertThat(relay.requests.getFirst().getFieldMask().getPathsList())
                .isEqualTo(FlowQuery.RECORD_FIELDS);
    }

    @Test
    void aRestartedRelayIsTakenUpWhereItBrokeOff() {
        followed();
        LongStream.range(0, 100).forEach(n -> relay.emit(TestFlows.numbered(n)));
        readUntilShown(100);

        relay.kill();
        LongStream.range(100, 200).forEach(n -> relay.emit(TestFlows.numbered(n)));
        readUntil(StreamEvent.Disconnected.class);
        relay.start();
        readUntilShown(200);

        assertThat(shown()).doesNotHaveDuplicates().hasSize(200);
        assertThat(of(StreamEvent.Gap.class)).isEmpty();
        assertThat(client.repeated()).isPositive();
        assertThat(FlowRecords.instant(relay.requests.getLast().getSince()))
                .isEqualTo(TestFlows.NOON.plusMillis(99).minusSeconds(2));
    }

    @Test
    void anEndedStreamSaysWhyAndWhenItComesBack() {
        followed();

        relay.kill();
        var ended = readUntil(StreamEvent.Disconnected.class);

        assertThat(ended.reason()).startsWith("Hubble at " + relay.address());
        assertThat(ended.retryIn()).isBetween(Duration.ofMillis(20), Duration.ofMillis(100));
        assertThat(readUntil(StreamEvent.Disconnected.class).reason())
                .isEqualTo("Hubble at " + relay.address() + " refused the connection");
    }

    @Test
    void whatTheRingForgotMeanwhileIsToldAsAGap() {
        followed();
        LongStream.range(0, 100).forEach(n -> relay.emit(TestFlows.numbered(n)));
        readUntilShown(100);

        relay.kill();
        LongStream.range(100, 1_600).forEach(n -> relay.emit(TestFlows.numbered(n)));
        relay.start();
        readUntilShown(1_100);

        assertThat(of(StreamEvent.Gap.class))
                .singleElement()
                .satisfies(
                        gap -> {
                            assertThat(gap.node()).isEqualTo("node-1");
                            assertThat(gap.from()).isEqualTo(TestFlows.NOON.plusMillis(99));
                            assertThat(gap.to()).isEqualTo(TestFlows.NOON.plusMillis(600));
                            assertThat(gap.estimate()).hasValue(500);
                        });
    }

    @Test
    void whatIsOverwrittenBeforeTheStreamBeginsIsToldOnceTheStreamIsQuiet() {
        followed();
        LongStream.range(0, 100).forEach(n -> relay.emit(TestFlows.numbered(n)));
        readUntilShown(100);

        relay.kill();
        LongStream.range(100, 1_600).forEach(n -> relay.emit(TestFlows.numbered(n)));
        // The count is told before these, and the first flows that it covers go before the stream.
        relay.beforeNextStream(
                () ->
                        LongStream.range(1_600, 1_630)
                                .forEach(n -> relay.emit(TestFlows.numbered(n))));
        relay.start();
        readUntilShown(1_100);

        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            read();
                            return of(StreamEvent.Gap.class).size() == 2;
                        });
        assertThat(of(StreamEvent.Gap.class))
                .extracting(gap -> gap.estimate().orElse(-1))
                .containsExactly(500L, 30L);
    }

    @Test
    void aNodeThatStartedAfreshLeavesAGapOfUnknownSize() {
        followed();
        LongStream.range(0, 100).forEach(n -> relay.emit(TestFlows.numbered(n)));
        readUntilShown(100);

        relay.kill();
        relay.forget();
        LongStream.range(200, 210).forEach(n -> relay.emit(TestFlows.numbered(n)));
        relay.start();
        readUntilShown(110);

        assertThat(of(StreamEvent.Gap.class))
                .singleElement()
                .satisfies(gap -> assertThat(gap.estimate()).isEmpty());
    }

    @Test
    void shownAndReportedGapMakeUpWhatWasSentThroughManyRestarts() {
        followed();
        Map<String, Instant> sent = new HashMap<>();
        long number = 0;
        for (int round = 0; round < 12; round++) {
            number = emit(sent, number, ThreadLocalRandom.current().nextInt(1, 300));
            // Some rounds cut the stream while flows are still on their way.
            if (round % 3 != 0) {
                read();
            }
            relay.kill();
            number = emit(sent, number, ThreadLocalRandom.current().nextInt(0, 2_500));
            relay.start();
            await().atMost(Duration.ofSeconds(10)).until(() -> relay.followers() == 1);
        }
        String last = "flow-" + number;
        emit(sent, number, 1);
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            read();
                            return shown().contains(last);
                        });

        assertThat(shown()).doesNotHaveDuplicates();
        List<String> missing = new ArrayList<>(sent.keySet());
        missing.removeAll(new java.util.HashSet<>(shown()));
        List<StreamEvent.Gap> gaps = of(StreamEvent.Gap.class);
        assertThat(missing)
                .allSatisfy(
                        name ->
                                assertThat(gaps)
                                        .anyMatch(
                                                gap ->
                                                        sent.get(name).isAfter(gap.from())
                                                                && sent.get(name)
                                                                        .isBefore(gap.to())));
        assertThat(gaps.stream().mapToLong(gap -> gap.estimate().orElse(0)).sum())
                .isEqualTo(missing.size());
    }

    @Test
    void aSlowReaderLosesFlowsAndIsToldExactlyHowMany() {
        client.close();
        client = open(settings().withRingCapacity(100));
        readUntil(StreamEvent.Connected.class);
        LongStream.range(0, 900).forEach(n -> relay.emit(TestFlows.numbered(n)));
        await().until(() -> client.received() == 900);

        readUntilShown(100);
        relay.emit(TestFlows.numbered(900));
        readUntilShown(101);

        assertThat(client.dropped()).isEqualTo(800);
        assertThat(of(StreamEvent.EventsLost.class))
                .singleElement()
                .satisfies(
                        lost -> {
                            assertThat(lost.where()).isEqualTo(LossPlace.CLIENT);
                            assertThat(lost.count()).isEqualTo(800);
                            assertThat(lost.first()).contains(TestFlows.NOON.plusMillis(100));
                            assertThat(lost.last()).contains(TestFlows.NOON.plusMillis(899));
                        });
        assertThat(shown()).last().isEqualTo("flow-900");
    }

    @Test
    void aStormOfLossReportsIsAddedUp() {
        followed();
        for (int i = 0; i < 20_000; i++) {
            relay.send(lost(3));
        }
        relay.emit(TestFlows.numbered(1));
        readUntilShown(1);
        long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (lostInAll() < 60_000 && System.nanoTime() < deadline) {
            read();
        }

        assertThat(lostInAll()).isEqualTo(60_000);
        assertThat(of(StreamEvent.EventsLost.class)).hasSizeLessThan(6);
        assertThat(of(StreamEvent.EventsLost.class).getFirst().where()).isEqualTo(LossPlace.RING);
        assertThat(of(StreamEvent.EventsLost.class).getFirst().node()).isEqualTo("node-2");
    }

    @Test
    void aMessageThatIsNoneEndsTheStreamAndItComesBack() {
        followed();
        relay.send(
                GetFlowsResponse.newBuilder()
                        .setUnknownFields(
                                UnknownFieldSet.newBuilder()
                                        .addField(
                                                GetFlowsResponse.FLOW_FIELD_NUMBER,
                                                UnknownFieldSet.Field.newBuilder()
                                                        .addLengthDelimited(
                                                                ByteString.copyFromUtf8("no flow"))
                                                        .build())
                                        .build())
                        .build());

        assertThat(readUntil(StreamEvent.Disconnected.class).reason())
                .isEqualTo("Hubble at " + relay.address() + " sent what is no Hubble message");

        await().until(() -> relay.requests.size() == 2 && relay.followers() == 1);
        relay.emit(TestFlows.numbered(1));
        readUntilShown(1);
    }

    @Test
    void nodesThatComeAndGoAreTold() {
        followed();
        relay.send(
                GetFlowsResponse.newBuilder()
                        .setNodeStatus(
                                NodeStatusEvent.newBuilder()
                                        .setStateChange(NodeState.NODE_UNAVAILABLE)
                                        .addNodeNames("node-2")
                                        .addNodeNames("node-3")
                                        .setMessage("connection refused"))
                        .build());

        var changed = readUntil(StreamEvent.NodesChanged.class);

        assertThat(changed.state()).isEqualTo(dev.portcullis.hubble.NodeState.UNAVAILABLE);
        assertThat(changed.nodes()).containsExactly("node-2", "node-3");
        assertThat(changed.message()).isEqualTo("connection refused");
    }

    @Test
    void aNodeWhoseClockStepsBackIsStillShown() {
        followed();
        relay.emit(TestFlows.numbered(600_000));
        relay.emit(TestFlows.numbered(1));
        relay.emit(TestFlows.numbered(2));

        readUntilShown(3);

        assertThat(shown()).containsExactly("flow-600000", "flow-1", "flow-2");
    }

    @Test
    void nodesWhoseClocksAreFiveMinutesOffLoseNothing() {
        followed();
        Duration[] skews = {Duration.ofMinutes(-5), Duration.ZERO, Duration.ofMinutes(5)};
        for (int n = 0; n < 300; n++) {
            Duration skew = skews[n % 3];
            relay.emit(
                    TestFlows.numbered(n).toBuilder()
                            .setNodeName("node" + skew)
                            .setTime(TestFlows.time(TestFlows.NOON.plusMillis(n).plus(skew)))
                            .build());
            if (n == 150) {
                readUntilShown(151);
                relay.kill();
            }
        }
        relay.start();
        readUntilShown(300);

        assertThat(shown()).doesNotHaveDuplicates();
        assertThat(of(StreamEvent.Gap.class)).isEmpty();
    }

    @Test
    void flowsWithoutANameAreStillShownOnce() {
        followed();
        var nameless = TestFlows.numbered(7).toBuilder().clearUuid();
        relay.emit(nameless.build());
        relay.emit(nameless.setVerdictValue(1).build());
        readUntilShown(2);

        relay.kill();
        relay.start();
        await().until(() -> relay.followers() == 1);
        relay.emit(TestFlows.numbered(8));
        readUntilShown(3);

        assertThat(client.repeated()).isEqualTo(2);
        assertThat(client.received()).isEqualTo(3);
    }

    @Test
    void aServerAnswersForItselfAndItsNodesOrWeSayWhyNot() {
        followed();

        assertThat(client.serverStatus())
                .isInstanceOfSatisfying(
                        Answer.Given.class,
                        given ->
                                assertThat(((ServerState) given.value()).version())
                                        .isEqualTo("1.20.2"));
        assertThat(client.nodes())
                .isInstanceOfSatisfying(
                        Answer.Given.class,
                        given -> assertThat(given.value().toString()).contains("node-1"));

        relay.kill();

        assertThat(client.serverStatus())
                .isInstanceOfSatisfying(
                        Answer.Missing.class,
                        missing ->
                                assertThat(missing.reason())
                                        .startsWith("Hubble at " + relay.address()));
    }

    @Test
    void closingEndsTheStreamAtTheServerToo() {
        followed();

        client.close();

        await().until(() -> relay.followers() == 0);
    }

    private HubbleSettings settings() {
        return HubbleSettings.at(relay.address())
                .withRetry(Duration.ofMillis(20), Duration.ofMillis(200));
    }

    private static FlowClient open(HubbleSettings settings) {
        return FlowClient.open(settings, FlowQuery.everything(0));
    }

    private void followed() {
        await().atMost(Duration.ofSeconds(10)).until(() -> relay.followers() >= 1);
    }

    private long emit(Map<String, Instant> sent, long from, int count) {
        for (long n = from; n < from + count; n++) {
            relay.emit(TestFlows.numbered(n));
            sent.put("flow-" + n, TestFlows.NOON.plusMillis(n));
        }
        return from + count;
    }

    private void read() {
        try {
            events.addAll(client.poll(10_000, Duration.ofMillis(50)));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    private void readUntilShown(int count) {
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            read();
                            return of(StreamEvent.FlowSeen.class).size() >= count;
                        });
        assertThat(of(StreamEvent.FlowSeen.class)).hasSize(count);
    }

    private <T extends StreamEvent> T readUntil(Class<T> kind) {
        int before = of(kind).size();
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> {
                            read();
                            return of(kind).size() > before;
                        });
        return of(kind).get(before);
    }

    private <T extends StreamEvent> List<T> of(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private List<String> shown() {
        return of(StreamEvent.FlowSeen.class).stream().map(seen -> seen.flow().uuid()).toList();
    }

    private long lostInAll() {
        return of(StreamEvent.EventsLost.class).stream()
                .mapToLong(StreamEvent.EventsLost::count)
                .sum();
    }

    private static GetFlowsResponse lost(long count) {
        return GetFlowsResponse.newBuilder()
                .setLostEvents(
                        LostEvent.newBuilder()
                                .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                                .setNumEventsLost(count))
                .setNodeName("node-2")
                .build();
    }
}
