package dev.portcullis.console.history.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.FlowMinutes;
import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.history.History;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class HistoryTest {
    private static final long NO_LIMIT = Long.MAX_VALUE;
    @TempDir Path home;

    private final TestClock clock = new TestClock();
    private final Counts counts = new Counts();

    @Test
    void aMinuteIsKeptWhenItEnds() {
        try (var console = new OneRun()) {
            counts.edge("users/user-service", "users/mysql", 90, 0);
            counts.edge("drills/intruder", "users/mysql", 0, 4);
            console.minutes(1);

            var step = console.overview(1).steps().getFirst();
            assertThat(step.allowed()).isEqualTo(90);
            assertThat(step.denied()).isEqualTo(4);
            assertThat(step.covered()).isEqualTo(1);
            assertThat(console.map(1).map().edges())
                    .extracting(MapEdge::source, MapEdge::dropped)
                    .contains(org.assertj.core.api.Assertions.tuple("drills/intruder", 4L));
        }
    }

    @Test
    void ratesAreMeansOverTheTimeThatWasWatched() {
        try (var console = new OneRun()) {
            counts.edge("users/user-service", "users/mysql", 60, 30);
            counts.covered = 30_000;
            console.minutes(1);

            var edge = console.map(1).map().edges().getFirst();
            assertThat(edge.forwardedRate()).isEqualTo(2);
            assertThat(edge.droppedRate()).isEqualTo(1);
            assertThat(console.map(1).step().covered()).isEqualTo(0.5);
        }
    }

    @Test
    void theHistorySurvivesARestartAndHasAHoleWhereTheConsoleWasDown() {
        try (var before = new OneRun()) {
            counts.edge("users/user-service", "users/mysql", 10, 0);
            before.minutes(2);
        }
        clock.pass(Duration.ofMinutes(3));
        try (var after = new OneRun()) {
            counts.edge("users/user-service", "users/mysql", 20, 0);
            after.minutes(1);

            var steps = after.overview(6).steps();
            assertThat(steps)
                    .extracting(History.Step::allowed)
                    .containsExactly(10L, 0L, 0L, 0L, 0L, 20L);
            assertThat(steps)
                    .extracting(History.Step::covered)
                    .containsExactly(1.0, 1.0, 0.0, 0.0, 0.0, 1.0);
        }
    }

    @Test
    void aMinuteInWhichTheConsoleStartedAgainIsOneMinute() {
        clock.pass(Duration.ofSeconds(10));
        try (var before = new OneRun()) {
            counts.edge("a/a", "b/b", 5, 1);
            counts.covered = 10_000;
            clock.pass(Duration.ofSeconds(10));
        }
        try (var after = new OneRun()) {
            counts.edge("a/a", "b/b", 7, 2);
            counts.edge("a/a", "c/c", 1, 0);
            counts.covered = 20_000;
            clock.pass(Duration.ofSeconds(40));
            after.recorder.tick();

            var map = after.map(1);
            assertThat(map.map().edges())
                    .extracting(MapEdge::destination, MapEdge::forwarded, MapEdge::dropped)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.api.Assertions.tuple("b/b", 12L, 3L),
                            org.assertj.core.api.Assertions.tuple("c/c", 1L, 0L));
            assertThat(map.step().covered()).isEqualTo(0.5);
        }
    }

    @Test
    void lostEventsSilentNodesAndGapsAreKeptWithTheTimeTheyBelongTo() {
        try (var console = new OneRun()) {
            console.minutes(3);
            counts.silent.add("node-2");
            var gap = clock.instant().minusSeconds(100);
            counts.missing.add(
                    new StreamStatus.Missing(gap, gap.plusSeconds(50), 1_234, "not connected"));
            console.minutes(1);

            var overview = console.overview(4);
            assertThat(overview.steps().getLast().lost()).isEqualTo(1_234);
            assertThat(overview.steps().getLast().silent()).containsExactly("node-2");
            assertThat(overview.missing())
                    .singleElement()
                    .satisfies(
                            span -> {
                                assertThat(span.from()).isEqualTo(gap);
                                assertThat(span.events()).isEqualTo(1_234);
                            });
        }
    }

    @Test
    void severalMinutesSumUp() {
        try (var console = new OneRun()) {
            for (int i = 0; i < 5; i++) {
                counts.edge("a/a", "b/b", 10, i);
                console.minutes(1);
            }

            assertThat(console.map(5).map().edges())
                    .singleElement()
                    .satisfies(
                            edge -> {
                                assertThat(edge.forwarded()).isEqualTo(50);
                                assertThat(edge.dropped()).isEqualTo(10);
                                assertThat(edge.forwardedRate()).isEqualTo(50 / 300.0);
                            });
            assertThat(
                            console.history
                                    .overview(
                                            clock.instant().minusSeconds(300),
                                            clock.instant(),
                                            Duration.ofMinutes(5))
                                    .steps())
                    .singleElement()
                    .satisfies(step -> assertThat(step.denied()).isEqualTo(10));
        }
    }

    @Test
    void aDayIsAddedUpEdgeByEdgeHoweverManyMinutesItHas() {
        try (var console = new OneRun()) {
            for (int i = 0; i < 150; i++) {
                counts.edge("users/user-service", "users/mysql", 10, 0);
                counts.edge("drills/intruder", "users/mysql", 0, i % 2);
                console.minutes(1);
            }

            var past = console.edges(Duration.ofDays(1));
            assertThat(past.edges())
                    .extracting(
                            FlowMinute.EdgeCount::source,
                            FlowMinute.EdgeCount::forwarded,
                            FlowMinute.EdgeCount::dropped)
                    .containsExactly(
                            org.assertj.core.api.Assertions.tuple("users/user-service", 1_500L, 0L),
                            org.assertj.core.api.Assertions.tuple("drills/intruder", 0L, 75L));
            assertThat(Duration.between(past.from(), past.to()))
                    .as("nothing older is kept, and it says so")
                    .isEqualTo(Duration.ofMinutes(150));
            assertThat(past.lost()).isZero();
            assertThat(past.gaps()).isZero();
        }
    }

    @Test
    void whatNobodyWatchedWithinAnHourOfMinutesIsCountedAsGaps() {
        try (var before = new OneRun()) {
            before.minutes(3);
        }
        clock.pass(Duration.ofMinutes(4));
        try (var after = new OneRun()) {
            after.minutes(2);
            counts.silent.add("node-2");
            after.minutes(1);
            counts.covered = 20_000;
            after.minutes(1);
            after.minutes(1);
            var cut = clock.instant().minusSeconds(20);
            counts.missing.add(
                    new StreamStatus.Missing(cut, cut.plusSeconds(1), 12, "ring buffer"));
            after.minutes(2);
            var unknown = clock.instant().minusSeconds(30);
            counts.missing.add(new StreamStatus.Missing(unknown, unknown, -1, "not connected"));
            after.minutes(1);

            var past = after.edges(Duration.ofHours(1));
            // Down; then silent and not covered, one after the other; then disconnected.
            assertThat(past.gaps()).isEqualTo(3);
            assertThat(past.lost()).isEqualTo(12);
        }
    }

    @Test
    void whereNothingIsKeptThereIsNoSpan() {
        try (var console = new OneRun()) {
            var past = console.edges(Duration.ofDays(7));
            assertThat(past.edges()).isEmpty();
            assertThat(past.from()).isEqualTo(past.to());
        }
    }

    @Test
    void afterSevenDaysAMinuteIsForgotten() {
        try (var console = new OneRun()) {
            counts.edge("a/a", "b/b", 1, 0);
            console.minutes(1);
            clock.pass(Duration.ofDays(8));
            console.minutes(20);

            assertThat(console.store.oldest().orElseThrow())
                    .isGreaterThan(clock.instant().getEpochSecond() / 60 - 60 * 24 * 7 - 21);
        }
    }

    @Test
    void theOldestGoWhenAllTogetherTakeTooMuch() {
        try (var console = new OneRun(20_000)) {
            for (int minute = 0; minute < 60; minute++) {
                for (int i = 0; i < 50; i++) {
                    counts.edge("a/a" + minute * 37 % 11 + i, "b/b", i + 1, 0);
                }
                console.minutes(1);
            }

            long kept =
                    console.jdbc
                            .sql("select sum(bytes) from history_minute")
                            .query(Long.class)
                            .single();
            assertThat(kept).isLessThan(40_000);
            assertThat(console.overview(60).steps().getLast().allowed()).isPositive();
        }
    }

    @Test
    void aMinuteWithTooManyEdgesKeepsTheDeniedAndTheBusiestAndCountsTheRest() {
        try (var console = new OneRun()) {
            counts.edge("drills/intruder", "users/mysql", 0, 1);
            for (int i = 0; i < 3_000; i++) {
                counts.edge("scan/s" + i, "users/mysql", 1 + i % 7, 0);
            }
            long all = counts.edges.stream().mapToLong(FlowMinute.EdgeCount::total).sum();
            console.minutes(1);

            var edges = console.map(1).map().edges();
            assertThat(edges).hasSize(KeptMinute.MAX_EDGES);
            assertThat(edges)
                    .anySatisfy(edge -> assertThat(edge.source()).isEqualTo("drills/intruder"))
                    .anySatisfy(edge -> assertThat(edge.source()).isEqualTo("reserved:others"));
            assertThat(edges.stream().mapToLong(edge -> edge.forwarded() + edge.dropped()).sum())
                    .isEqualTo(all);
        }
    }

    @Test
    void aStoreThatIsAwayGetsTheMinutesLater() {
        try (var console = new OneRun()) {
            console.jdbc.sql("alter table history_minute rename to away").update();
            counts.edge("a/a", "b/b", 3, 0);
            console.minutes(1);
            console.jdbc.sql("alter table away rename to history_minute").update();
            counts.edge("a/a", "b/b", 4, 0);
            console.minutes(1);

            assertThat(console.overview(2).steps())
                    .extracting(History.Step::allowed)
                    .containsExactly(3L, 4L);
        }
    }

    @Test
    void hostileNamesComeBackAsTheyWere() {
        try (var console = new OneRun()) {
            var hostile = "<img src=x onerror=alert(1)>/'; drop table history_minute; --";
            counts.edge(hostile, "users/mysql", 1, 1);
            console.minutes(1);

            assertThat(console.map(1).map().edges().getFirst().source()).isEqualTo(hostile);
        }
    }

    @Test
    void spansThatMakeNoSenseAreRefused() {
        try (var console = new OneRun()) {
            var now = clock.instant();
            assertThatThrownBy(() -> console.history.map(now, now))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> console.history.map(now.minus(Duration.ofDays(1)), now))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () ->
                                    console.history.overview(
                                            now.minus(Duration.ofDays(7)),
                                            now,
                                            Duration.ofMinutes(1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(
                            () ->
                                    console.history.overview(
                                            now.minusSeconds(60), now, Duration.ofSeconds(90)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> console.history.edges(now.minus(Duration.ofDays(8)), now))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> console.history.edges(now, now))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** The console from its start to its end, on a store that stays. */
    private final class OneRun implements AutoCloseable {
        final JdbcConnectionPool source =
                JdbcConnectionPool.create("jdbc:h2:file:" + home.resolve("console"), "sa", "");
        final JdbcClient jdbc;
        final MinuteStore store;
        final History history;
        final HistoryRecorder recorder;

        OneRun() {
            this(NO_LIMIT);
        }

        OneRun(long maxBytes) {
            Flyway.configure().dataSource((DataSource) source).load().migrate();
            jdbc = JdbcClient.create(source);
            store =
                    new JdbcMinutes(
                            jdbc, new TransactionTemplate(new JdbcTransactionManager(source)));
            history = new StoredHistory(store, clock);
            recorder = new HistoryRecorder(counts, store, maxBytes, clock);
        }

        void minutes(int count) {
            for (int i = 0; i < count; i++) {
                clock.pass(Duration.ofMinutes(1));
                counts.covered = counts.covered == 0 ? 60_000 : counts.covered;
                recorder.tick();
            }
        }

        History.Overview overview(int minutes) {
            return history.overview(ago(minutes), clock.instant(), Duration.ofMinutes(1));
        }

        History.PastMap map(int minutes) {
            return history.map(ago(minutes), clock.instant());
        }

        /** Shortly after a minute has ended. */
        History.PastEdges edges(Duration back) {
            var now = clock.instant();
            clock.pass(Duration.ofSeconds(5));
            return history.edges(now.minus(back), now);
        }

        private Instant ago(int minutes) {
            return clock.instant().minus(Duration.ofMinutes(minutes));
        }

        @Override
        public void close() {
            recorder.close();
            source.dispose();
        }
    }

    /** What a test lets the map count; a cut takes it. */
    private static final class Counts implements FlowMinutes {
        final List<FlowMinute.EdgeCount> edges = new ArrayList<>();
        final List<String> silent = new ArrayList<>();
        final List<StreamStatus.Missing> missing = new ArrayList<>();
        long covered;

        void edge(String source, String destination, long allowed, long denied) {
            edges.add(
                    new FlowMinute.EdgeCount(
                            source,
                            destination,
                            3306,
                            "3306",
                            "TCP",
                            allowed,
                            denied,
                            0,
                            0,
                            0,
                            0,
                            "",
                            denied > 0 ? "Policy denied" : "",
                            List.of("users/mysql-ingress")));
        }

        @Override
        public FlowMinute cut() {
            var nodes = new ArrayList<MapNode>();
            for (var edge : edges) {
                nodes.add(node(edge.source()));
                nodes.add(node(edge.destination()));
            }
            var cut = new FlowMinute(covered, edges, nodes, silent, missing);
            edges.clear();
            silent.clear();
            missing.clear();
            covered = 0;
            return cut;
        }

        private static MapNode node(String id) {
            int slash = id.indexOf('/');
            return new MapNode(
                    id,
                    id.substring(0, slash),
                    id.substring(slash + 1),
                    "Deployment",
                    1,
                    id.equals("users/mysql"),
                    true,
                    null,
                    "",
                    List.of());
        }
    }
}
