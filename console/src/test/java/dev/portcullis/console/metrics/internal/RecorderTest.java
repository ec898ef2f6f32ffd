package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.metrics.Attempt;
import dev.portcullis.console.metrics.AttemptSource;
import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.ChartRange;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.MarkSource;
import dev.portcullis.console.metrics.Question;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.Reply;
import dev.portcullis.hubble.TcpFlags;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** From flows to charts, with a clock that stands still. */
class RecorderTest {
    private static final Optional<String> MYSQL = Optional.of("users/mysql");

    private final TestClock clock = new TestClock();
    private final CountedFlows flows = new CountedFlows();
    private final DataSource database = TestStores.fresh();
    private final StaticListableBeanFactory beans = new StaticListableBeanFactory();
    private FiguresPage page;
    private SlotBook book = new SlotBook();
    private Recorder recorder;

    @BeforeEach
    void start() throws IOException {
        page = new FiguresPage();
        flows.guarded("users", "mysql");
        flows.edge("users/user-service", "users/mysql", 100, 0);
        recorder = recorder();
        turn();
    }

    @AfterEach
    void stop() {
        recorder.close();
        page.close();
    }

    @Test
    void whatTheMapCountedBeforeBelongsToNoTime() {
        flows.edge("users/user-service", "users/mysql", 150, 0);
        flows.edge("drills/intruder", "users/mysql", 0, 7);
        turn();

        var chart = answer(Question.TRAFFIC);

        assertThat(texts(chart))
                .containsExactly(
                        List.of("intruder → mysql", "0", "7", "0.4"),
                        List.of("user-service → mysql", "50", "0", "0"));
        assertThat(chart.keys()).extracting(Chart.Key::value).containsExactly("5.0", "0.7");
        assertThat(chart.empty()).isEmpty();
    }

    @Test
    void aDeniedPacketIsOneDropThoughHubbleTellsItTwice() {
        flows.emit(TestFlows.deniedSyn(clock.instant(), TestFlows.INTRUDER, TestFlows.MYSQL));
        turn();

        assertThat(texts(answer(Question.DROPS)))
                .containsExactly(List.of("Policy denied", "ingress", "1", "100.0 %"));
        assertThat(answer(Question.DROPS, Optional.of("users/user-service")).empty())
                .isEqualTo("Nothing was dropped in this time.");
    }

    @Test
    void latencyIsTheFlowsAndTheClientsOwn() {
        var client = TestFlows.on(TestFlows.USER_SERVICE, 40_123);
        flows.emit(
                List.of(
                        TestFlows.flow(clock.instant(), client, TestFlows.MYSQL)
                                .trace(101, 1)
                                .syn()
                                .build(),
                        TestFlows.flow(clock.instant().plusMillis(4), TestFlows.MYSQL, client)
                                .trace(101, 3)
                                .reply(Reply.YES)
                                .flags(TcpFlags.SYN | TcpFlags.ACK)
                                .build()));
        page.userService(1_000, 2, 0.020);
        turn();
        page.userService(1_000, 6, 0.060);
        turn();

        var rows = texts(answer(Question.LATENCY));

        assertThat(rows.getFirst().getFirst()).isEqualTo("user-service → mysql");
        assertThat(rows.getFirst().getLast()).isEqualTo("1");
        assertThat(rows.getLast())
                .containsExactly("Client: opens a connection, mean", "10 ms", "–", "–", "4");
    }

    @Test
    void figuresOfAnotherPodAreNotComparedWithThisOnes() {
        page.userService(1_000, 100, 9);
        turn();
        page.userService(2_000, 300, 50);
        turn();

        assertThat(texts(answer(Question.LATENCY))).isEmpty();
    }

    @Test
    void errorCodesAreTheDrillsAndTheProxys() {
        beans.addBean(
                "attempts",
                (AttemptSource)
                        _ ->
                                List.of(
                                        new Attempt(
                                                clock.instant(),
                                                "users/mysql:3306",
                                                "08S01",
                                                "No answer",
                                                Attempt.StoppedBy.NETWORK),
                                        new Attempt(
                                                clock.instant(),
                                                "users/mysql:3306",
                                                "28000 / 1045",
                                                "Login refused by the server",
                                                Attempt.StoppedBy.SERVER)));
        flows.emit(
                List.of(
                        TestFlows.flow(
                                        clock.instant(),
                                        TestFlows.USER_SERVICE,
                                        TestFlows.STOREFRONT)
                                .event(129, 0)
                                .reply(Reply.YES)
                                .l7(
                                        new L7.Http(
                                                L7.Part.RESPONSE,
                                                Duration.ofMillis(2),
                                                403,
                                                "DELETE",
                                                "http://user-service/api/v1/users/1",
                                                "HTTP/1.1",
                                                List.of()))
                                .build()));
        turn();

        assertThat(texts(answer(Question.ERRORS)))
                .extracting(List::getFirst)
                .containsExactlyInAnyOrder("08S01", "28000 / 1045");
        assertThat(texts(answer(Question.ERRORS, Optional.empty())))
                .extracting(List::getFirst)
                .contains("HTTP 403");
    }

    @Test
    void marksAndGapsStandOnEveryChart() {
        beans.addBean(
                "marks",
                (MarkSource) _ -> List.of(new Mark(clock.instant(), Mark.Kind.POLICY_OFF, "open")));

        for (var question : Question.values()) {
            assertThat(answer(question).marks()).extracting(Mark::label).containsExactly("open");
        }
    }

    @Test
    void aMinuteOutlivesTheConsole() {
        flows.edge("drills/intruder", "users/mysql", 0, 42);
        for (int i = 0; i < 12; i++) {
            turn();
        }
        recorder.close();

        book = new SlotBook();
        recorder = recorder();
        recorder.start();

        assertThat(texts(answer(Question.TRAFFIC, MYSQL, ChartRange.HOUR)))
                .contains(List.of("intruder → mysql", "0", "42", "0.4"));
    }

    @Test
    void inventedSourcesFindOneLineForAllThatIsTooMuch() {
        for (int i = 0; i < 1_000; i++) {
            flows.edge("evil/source-" + i, "users/mysql", 0, 1);
        }
        turn();

        var slot = Timeline.of(book, ChartRange.MINUTES_15, clock.instant()).whole();
        assertThat(slot.traffic()).hasSizeLessThanOrEqualTo(201);
        assertThat(slot.traffic().stream().mapToLong(Slot.Traffic::denied).sum()).isEqualTo(1_000);
    }

    private Recorder recorder() {
        var made =
                new Recorder(
                        flows,
                        clock,
                        book,
                        new JdbcSlots(JdbcClient.create(database), JsonMapper.shared()),
                        new MetricsSettings(null, null, page.uri()),
                        new TextFetcher());
        flows.listen(made::count);
        return made;
    }

    private void turn() {
        clock.pass(Duration.ofSeconds(10));
        recorder.turn();
    }

    private Chart answer(Question question) {
        return answer(question, MYSQL);
    }

    private Chart answer(Question question, Optional<String> workload) {
        return answer(question, workload, ChartRange.MINUTES_15);
    }

    private Chart answer(Question question, Optional<String> workload, ChartRange range) {
        return new RecordedMeasurements(
                        book,
                        flows,
                        clock,
                        new Surroundings(flows, beans.getBeanProvider(MarkSource.class)),
                        Map.of(
                                Question.TRAFFIC, new TrafficAnswer(),
                                Question.DROPS, new DropsAnswer(),
                                Question.LATENCY, new LatencyAnswer(),
                                Question.ERRORS,
                                        new ErrorsAnswer(
                                                beans.getBeanProvider(AttemptSource.class))))
                .answer(question, range, workload);
    }

    private static List<List<String>> texts(Chart chart) {
        return chart.table().rows().stream()
                .map(row -> row.stream().map(Chart.Cell::text).toList())
                .toList();
    }
}
