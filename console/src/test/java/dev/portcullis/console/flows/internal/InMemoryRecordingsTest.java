package dev.portcullis.console.flows.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.Recordings;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryRecordingsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final List<Flow> DENIED =
            TestFlows.deniedSyn(NOON, TestFlows.INTRUDER, TestFlows.MYSQL);
    private static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private final Recordings recordings = new InMemoryRecordings();

    @Test
    void whatHubbleObservePrintsIsShownAsFlowsAndAsAMap() {
        var recording = opened(lines(DENIED));

        assertThat(recording.flowCount()).isEqualTo(2);
        assertThat(recording.badLines()).isZero();
        assertThat(recording.flows().recent(FlowQuery.newest(10, _ -> true)).reversed())
                .containsExactlyElementsOf(DENIED);
        assertThat(recording.flows().map().edges())
                .extracting(MapEdge::source, MapEdge::destination, MapEdge::dropped)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple(
                                "drills/intruder", "users/mysql", 1L));
        assertThat(recordings.find(recording.id())).contains(recording);
    }

    @Test
    void linesWithAFlowAloneAreReadToo() {
        var line = FlowJson.print(DENIED.getFirst());
        var bare = line.substring(line.indexOf('{', 1), line.lastIndexOf(",\"node_name\""));

        assertThat(opened(bare).flowCount()).isEqualTo(1);
    }

    @Test
    void badLinesAreCountedAndTheFirstAreTold() {
        var recording =
                opened(
                        "time=\"x\" level=info\n\n"
                                + lines(DENIED)
                                + "{\"flow\":{\"time\":12}}\n[]\n{\"flow\":\n");

        assertThat(recording.flowCount()).isEqualTo(2);
        assertThat(recording.badLines()).isEqualTo(4);
        assertThat(recording.firstBad())
                .extracting(Recordings.BadLine::line)
                .containsExactly(1L, 5L, 6L, 7L);
    }

    @Test
    void lossesAndNodesOfTheFileAreShownInTheirPlaces() {
        var recording =
                opened(
                        lines(DENIED)
                                + "{\"lost_events\":{\"source\":\"HUBBLE_RING_BUFFER\",\"num_events_lost\":\"42\"},\"node_name\":\"node-1\",\"time\":\"2026-11-22T12:00:01Z\"}\n"
                                + "{\"node_status\":{\"state_change\":\"NODE_UNAVAILABLE\",\"node_names\":[\"node-2\"]},\"time\":\"2026-11-22T12:00:01Z\"}\n");

        var page = recording.tail().after("", FlowQuery.newest(10, _ -> true));

        assertThat(page.rows().toString()).contains("42 flows lost").contains("node-2");
        assertThat(recording.flows().status().lost()).isEqualTo(42);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n\n",
                "not json",
                "{}",
                "{\"flow\":{\"l7\":{\"latency_ns\":1e999999999}}}",
                "\u0000\u0001\u0002"
            })
    void whatHoldsNoFlowIsRefused(String content) {
        assertThat(recordings.open("x", stream(content)))
                .isInstanceOf(Recordings.OpenResult.NoFlows.class);
    }

    @Test
    void deeplyNestedNonsenseIsABadLine() {
        var deep = "{\"flow\":".repeat(20_000) + "1" + "}".repeat(20_000);

        assertThat(opened(lines(DENIED) + deep).badLines()).isEqualTo(1);
    }

    @Test
    void aLineThatNeverEndsIsABadLineAndTheRestIsRead() {
        var recording = opened("x".repeat(3_000_000) + "\n" + lines(DENIED));

        assertThat(recording.badLines()).isEqualTo(1);
        assertThat(recording.flowCount()).isEqualTo(2);
    }

    @Test
    void hostileNamesAndTimesAreOnlyText() {
        var hostile = TestFlows.pod(HOSTILE, HOSTILE, "Deployment", 4_711);
        var line =
                lines(TestFlows.deniedSyn(NOON, hostile, TestFlows.MYSQL))
                        .replace("2026-11-22T12:00:00Z", "9999-12-31T23:59:59.999999999Z");

        var recording = opened(line + lines(DENIED));

        assertThat(recording.flows().map().nodes())
                .anySatisfy(node -> assertThat(node.workload()).isEqualTo(HOSTILE));
    }

    @Test
    void aFileThatIsTooLongIsCutAndSaysSo() {
        var line = lines(DENIED.subList(0, 1)).getBytes(StandardCharsets.UTF_8);

        var result = recordings.open("endless.jsonl", new Endless(line));

        assertThat(result)
                .isInstanceOfSatisfying(
                        Recordings.OpenResult.Opened.class,
                        opened -> {
                            assertThat(opened.recording().cut()).isTrue();
                            assertThat(opened.recording().flowCount())
                                    .isLessThanOrEqualTo(Recordings.MAX_FLOWS);
                        });
    }

    @Test
    void aFileThatBreaksOffSaysWhy() {
        var broken =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                };

        assertThat(recordings.open("x", broken))
                .isInstanceOfSatisfying(
                        Recordings.OpenResult.Unreadable.class,
                        unreadable -> assertThat(unreadable.why()).contains("connection reset"));
    }

    @Test
    void aFourthFileClosesTheOneLongestUnused() {
        var first = opened(lines(DENIED));
        var second = opened(lines(DENIED));
        opened(lines(DENIED));
        assertThat(recordings.find(first.id())).isPresent();

        opened(lines(DENIED));

        assertThat(recordings.find(second.id())).isEmpty();
        assertThat(recordings.find(first.id())).isPresent();
        recordings.close(first.id());
        assertThat(recordings.find(first.id())).isEmpty();
    }

    private Recordings.Recording opened(String content) {
        var result = recordings.open("flows.jsonl", stream(content));
        if (result instanceof Recordings.OpenResult.Opened(var recording)) {
            return recording;
        }
        throw new AssertionError(result);
    }

    private static String lines(List<Flow> flows) {
        return flows.stream()
                .map(flow -> FlowJson.print(flow) + "\n")
                .collect(Collectors.joining());
    }

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    /** The same line again and again. */
    private static final class Endless extends InputStream {
        private final byte[] line;
        private long at;

        Endless(byte[] line) {
            this.line = line;
        }

        @Override
        public int read() {
            return line[(int) (at++ % line.length)] & 0xFF;
        }
    }
}
