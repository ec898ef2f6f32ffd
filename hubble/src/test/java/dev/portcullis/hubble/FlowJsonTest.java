package dev.portcullis.hubble;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.LostEvent;
import dev.portcullis.hubble.proto.flow.LostEventSource;
import dev.portcullis.hubble.proto.observer.GetFlowsResponse;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FlowJsonTest {

    @Test
    void aFlowIsOneLineInHubblesOwnNames() {
        String line = FlowJson.print(TestFlows.DROPPED_SYN);

        assertThat(line)
                .doesNotContain("\n")
                .startsWith("{\"flow\":{\"time\":\"2026-11-22T12:00:00.123456789Z\"")
                .contains("\"verdict\":\"DROPPED\"")
                .contains("\"drop_reason_desc\":\"POLICY_DENIED\"")
                .contains("\"IP\":{\"source\":\"10.244.0.9\"")
                .contains("\"l4\":{\"TCP\":{\"source_port\":45678")
                .contains("\"ipVersion\":\"IPv4\"")
                .contains("\"pod_name\":\"intruder-7f9c\"")
                .contains("\"Type\":\"L3_L4\"")
                .contains("\"event_type\":{\"type\":1,\"sub_type\":133}")
                .endsWith("\"node_name\":\"node-1\",\"time\":\"2026-11-22T12:00:00.123456789Z\"}");
    }

    @Test
    void largeNumbersAreStringsAsInHubblesLines() {
        var lost =
                GetFlowsResponse.newBuilder()
                        .setLostEvents(
                                LostEvent.newBuilder()
                                        .setSource(LostEventSource.HUBBLE_RING_BUFFER)
                                        .setNumEventsLost(12))
                        .setNodeName("node-1")
                        .build();

        assertThat(FlowJson.print(lost))
                .isEqualTo(
                        "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"12\"},\"node_name\":\"node-1\"}");
    }

    @Test
    void aLineReadsBackAsWhatWasPrinted() {
        var reading = FlowJson.read(FlowJson.print(TestFlows.HTTP_RESPONSE));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        FlowJson.Reading.Read.class,
                        read ->
                                assertThat(read.response().getFlow())
                                        .isEqualTo(TestFlows.HTTP_RESPONSE));
    }

    @Test
    void fieldsOfNewerVersionsAreSkipped() {
        var reading =
                FlowJson.read(
                        "{\"flow\":{\"verdict\":\"DROPPED\",\"mood\":\"sour\"},\"node_name\":\"n\"}");

        assertThat(reading).isInstanceOf(FlowJson.Reading.Read.class);
    }

    @Test
    void aLineThatIsNoFlowSaysWhyNot() {
        assertThat(FlowJson.read("{\"flow\": 3")).isInstanceOf(FlowJson.Reading.Unreadable.class);
        assertThat(FlowJson.read("[" + "x".repeat(300_000)))
                .isInstanceOfSatisfying(
                        FlowJson.Reading.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).contains("at most 262144"));
    }

    @Test
    void anExtensionNobodyKnowsDoesNotStopTheLine() {
        var extended =
                TestFlows.DROPPED_SYN.toBuilder()
                        .setExtensions(
                                com.google.protobuf.Any.newBuilder()
                                        .setTypeUrl("type.googleapis.com/some.Thing"));

        assertThat(FlowJson.print(extended.build())).contains("\"verdict\":\"DROPPED\"");
    }

    @Property(tries = 200)
    void everyNameSurvivesTheLineAndStaysOnOneLine(
            @ForAll String pod, @ForAll int verdict, @ForAll long cookie) {
        Flow flow =
                TestFlows.DROPPED_SYN.toBuilder()
                        .setSource(
                                TestFlows.DROPPED_SYN.getSource().toBuilder()
                                        .setPodName(withoutLoneSurrogates(pod)))
                        .setVerdictValue(verdict)
                        .setSocketCookie(cookie)
                        .build();

        String line = FlowJson.print(flow);

        assertThat(line).doesNotContain("\n");
        assertThat(FlowJson.read(line))
                .isInstanceOfSatisfying(
                        FlowJson.Reading.Read.class,
                        read -> assertThat(read.response().getFlow()).isEqualTo(flow));
    }

    private static String withoutLoneSurrogates(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8);
    }

    @Test
    void aFlowWithoutItsEnvelopeIsReadToo() {
        var line = FlowJson.print(TestFlows.DROPPED_SYN);
        var bare = line.substring(line.indexOf('{', 1), line.lastIndexOf(",\"node_name\""));

        assertThat(FlowJson.read(bare))
                .isInstanceOfSatisfying(
                        FlowJson.Reading.Read.class,
                        read ->
                                assertThat(read.response().getFlow())
                                        .isEqualTo(TestFlows.DROPPED_SYN));
    }

    @Test
    void whatIsNoFlowIsNotTakenForOne() {
        assertThat(FlowJson.read("{}")).isInstanceOf(FlowJson.Reading.Unreadable.class);
        assertThat(FlowJson.read("{\"level\":\"info\",\"msg\":\"started\"}"))
                .isInstanceOf(FlowJson.Reading.Unreadable.class);
    }

    @Test
    void aNumberTooLargeToWriteOutIsRefusedAtOnce() {
        assertThat(FlowJson.read("{\"flow\":{\"l7\":{\"latency_ns\":1e999999999}}}"))
                .isInstanceOf(FlowJson.Reading.Unreadable.class);
        assertThat(FlowJson.read("{\"flow\":{\"l7\":{\"latency_ns\":\"1e999999999\"}}}"))
                .isInstanceOf(FlowJson.Reading.Unreadable.class);
    }

    @Test
    void anIdThatBeginsLikeANumberIsNone() {
        var flow =
                TestFlows.DROPPED_SYN.toBuilder()
                        .setUuid("12e45678-0000-4000-8000-000000000001")
                        .build();

        assertThat(FlowJson.read(FlowJson.print(flow))).isInstanceOf(FlowJson.Reading.Read.class);
    }
}
