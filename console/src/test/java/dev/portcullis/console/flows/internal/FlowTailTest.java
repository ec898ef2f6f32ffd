package dev.portcullis.console.flows.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.FlowPage;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.LossPlace;
import dev.portcullis.hubble.NodeState;
import dev.portcullis.hubble.StreamEvent;
import dev.portcullis.hubble.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowTailTest {
    private final TestStoreOf the = new TestStoreOf();

    @Test
    void aReaderGetsWhatCameSinceItAskedLast() {
        see(2);
        var first = page("");
        see(3);
        var second = page(first.cursor());

        assertThat(flows(first)).hasSize(2);
        assertThat(first.fresh()).isTrue();
        assertThat(flows(second)).hasSize(3);
        assertThat(second.fresh()).isFalse();
        assertThat(second.rows()).isSortedAccordingTo((a, b) -> Long.compare(b.seq(), a.seq()));
        assertThat(page(second.cursor()).rows()).isEmpty();
    }

    @Test
    void lostEventsStandWhereTheyHappened() {
        see(1);
        lose(7);
        see(1);

        var rows = page("").rows();

        assertThat(rows.get(0)).isInstanceOf(FlowPage.Seen.class);
        assertThat(rows.get(1))
                .isInstanceOfSatisfying(
                        FlowPage.Interruption.class,
                        lost -> {
                            assertThat(lost.events()).isEqualTo(7);
                            assertThat(lost.words()).contains("7 flows lost").contains("on node-1");
                        });
        assertThat(rows.get(2)).isInstanceOf(FlowPage.Seen.class);
    }

    @Test
    void aStormOfLossesIsOneRowWithTheExactSumAndGrowsUnderTheReader() {
        see(1);
        for (int i = 0; i < 30_000; i++) {
            lose(3);
        }
        var first = page("");
        lose(10);
        var second = page(first.cursor());

        var before = interruptions(first).getFirst();
        assertThat(before.events()).isEqualTo(90_000);
        assertThat(second.rows()).hasSize(1);
        assertThat(interruptions(second).getFirst().id()).isEqualTo(before.id());
        assertThat(interruptions(second).getFirst().events()).isEqualTo(90_010);
    }

    @Test
    void silentNodesAndABrokenStreamAreRowsToo() {
        see(1);
        the.store.accept(
                List.of(
                        new StreamEvent.NodesChanged(
                                NodeState.UNAVAILABLE, List.of("node-2"), "timeout"),
                        new StreamEvent.Disconnected(
                                the.now(), "relay:80 closed the stream", Duration.ofSeconds(1)),
                        new StreamEvent.Disconnected(
                                the.now(), "relay:80 closed the stream", Duration.ofSeconds(2))));

        assertThat(interruptions(page("")))
                .extracting(FlowPage.Interruption::words)
                .satisfiesExactlyInAnyOrder(
                        words -> assertThat(words).contains("node-2").contains("timeout"),
                        words -> assertThat(words).contains("stream broke"),
                        words -> assertThat(words).contains("stream stands"));
    }

    @Test
    void aFullPageCountsWhatItLeavesOut() {
        see(1);
        var cursor = page("").cursor();
        see(30);

        var page = the.store.after(cursor, FlowQuery.newest(10, _ -> true));

        assertThat(flows(page)).hasSize(10);
        assertThat(page.skipped()).isEqualTo(20);
        assertThat(page.missed()).isZero();
    }

    @Test
    void whoComesTooRarelyIsToldHowManyPassedUnseen() {
        see(1);
        var cursor = page("").cursor();
        see(1_500);

        var page = page(cursor);

        assertThat(page.missed()).isEqualTo(500);
        assertThat(flows(page)).hasSize(1_000);
    }

    @Test
    void onlyWhatTheConditionWantsIsHandedOut() {
        see(5);
        the.take(TestFlows.deniedSyn(the.now(), TestFlows.INTRUDER, TestFlows.MYSQL));

        var page =
                the.store.after(
                        "", FlowQuery.newest(100, flow -> flow.verdict() == Verdict.DROPPED));

        assertThat(flows(page)).hasSize(2);
        assertThat(flows(page).getFirst().source()).isEqualTo("drills/intruder");
        assertThat(flows(page).getFirst().destination()).isEqualTo("users/mysql");
    }

    @Test
    void aCursorOfAnotherRunBeginsAnew() {
        see(2);

        for (var cursor : List.of("00000000-99999-3", "nonsense", "-1", "00000000-1")) {
            var page = page(cursor);
            assertThat(page.fresh()).isTrue();
            assertThat(flows(page)).hasSize(2);
        }
    }

    private FlowPage page(String cursor) {
        return the.store.after(cursor, FlowQuery.newest(1_000, _ -> true));
    }

    private static List<FlowPage.Seen> flows(FlowPage page) {
        return page.rows().stream()
                .filter(FlowPage.Seen.class::isInstance)
                .map(FlowPage.Seen.class::cast)
                .toList();
    }

    private static List<FlowPage.Interruption> interruptions(FlowPage page) {
        return page.rows().stream()
                .filter(FlowPage.Interruption.class::isInstance)
                .map(FlowPage.Interruption.class::cast)
                .toList();
    }

    private void see(int count) {
        for (int i = 0; i < count; i++) {
            the.take(TestFlows.packet(the.now(), TestFlows.USER_SERVICE, TestFlows.MYSQL));
        }
    }

    private void lose(long count) {
        the.store.accept(
                List.of(
                        new StreamEvent.EventsLost(
                                LossPlace.RING,
                                count,
                                "node-1",
                                Optional.of(the.now()),
                                Optional.of(the.now()))));
    }
}
