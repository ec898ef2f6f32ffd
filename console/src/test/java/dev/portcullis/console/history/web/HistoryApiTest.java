package dev.portcullis.console.history.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.flows.MapSnapshot;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.history.History;
import dev.portcullis.console.metrics.Mark;
import dev.portcullis.console.metrics.MarkSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class HistoryApiTest {
    private static final String HISTORY = "/api/v1/history";

    private final TestClock clock = new TestClock();
    private final Instant noon = clock.instant();
    private final FakeHistory history = new FakeHistory();
    private final List<Mark> marks = new ArrayList<>();
    private final TestApi api = api();

    private TestApi api() {
        var beans = new StaticListableBeanFactory();
        beans.addBean("marks", (MarkSource) _ -> marks);
        return TestApi.of(new HistoryApi(history, clock, beans.getBeanProvider(MarkSource.class)));
    }

    @Test
    void theLastQuarterOfAnHourComesByTheMinute() throws Exception {
        var answer = api.get(HISTORY);

        assertThat(answer.at("/overview/steps/0/denied")).isEqualTo("4");
        assertThat(answer.at("/overview/steps/0/covered")).isEqualTo("0.5");
        assertThat(history.asked)
                .containsExactly(noon.minus(Duration.ofMinutes(15)) + " " + noon + " PT1M");
    }

    @ParameterizedTest
    @CsvSource({
        "from=6h&step=15m,2026-11-22T06:00:00Z 2026-11-22T12:00:00Z PT15M",
        "from=7d&to=6d&step=1h,2026-11-15T12:00:00Z 2026-11-16T12:00:00Z PT1H",
        "from=2026-11-22T10:00:00Z&to=90s,2026-11-22T10:00:00Z 2026-11-22T11:58:30Z PT1M"
    })
    void aSpanIsATimeOrHowFarBack(String query, String asked) throws Exception {
        assertThat(api.get(HISTORY + "?" + query).status()).isEqualTo(200);
        assertThat(history.asked).containsExactly(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "from=15",
                "from=1000000m",
                "from=-5m",
                "to=2026-13-01T00:00:00Z",
                "from=-1000000000-01-01T00:00:00Z&step=999999d",
                "to=%2B1000000000-12-31T23:59:59Z",
                "step=x",
                "step=1y"
            })
    void aSpanThatMakesNoSenseIsAProblemThatNamesTheField(String query) throws Exception {
        var answer = api.get(HISTORY + "?" + query);

        assertThat(answer.isProblem(400)).isTrue();
        assertThat(query).startsWith(answer.at("/field"));
        assertThat(history.asked).isEmpty();
    }

    @Test
    void moreStepsThanThereMayBeAreAProblem() throws Exception {
        history.refusal = Optional.of("step: at most 500 steps; take a longer step");

        var answer = api.get(HISTORY + "?from=7d&step=1m");

        assertThat(answer.isProblem(400)).isTrue();
        assertThat(answer.at("/detail")).contains("at most 500 steps");
    }

    @Test
    void marksOfTheSpanComeInOrderAndAreBounded() throws Exception {
        for (var number = 600; number > 0; number--) {
            marks.add(
                    new Mark(
                            noon.minusSeconds(number),
                            Mark.Kind.INCIDENT,
                            "Incident #" + number + " <b>"));
        }
        marks.add(new Mark(noon, Mark.Kind.DRILL, "not yet"));
        marks.add(new Mark(noon.minus(Duration.ofHours(1)), Mark.Kind.DRILL, "before"));

        var answer = api.get(HISTORY);

        assertThat(answer.json().path("marks")).hasSize(500);
        assertThat(answer.at("/marks/0/label")).isEqualTo("Incident #600 <b>");
        assertThat(answer.body()).doesNotContain("not yet", "before");
    }

    @Test
    void thePastMapIsOfTheSpan() throws Exception {
        var answer = api.get(HISTORY + "/map?from=30m&to=15m");

        assertThat(answer.at("/step/denied")).isEqualTo("4");
        assertThat(history.asked).containsExactly("map 2026-11-22T11:30:00Z 2026-11-22T11:45:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?from=15m", "?to=0m", "?from=x&to=0m"})
    void aMapOfNoSpanIsAProblem(String query) throws Exception {
        assertThat(api.get(HISTORY + "/map" + query).isProblem(400)).isTrue();
        assertThat(history.asked).isEmpty();
    }

    @Test
    void aMapOfTooLongASpanIsAProblem() throws Exception {
        history.refusal = Optional.of("from and to: at least a minute, at most 6 hours");

        assertThat(api.get(HISTORY + "/map?from=7d&to=0m").isProblem(400)).isTrue();
    }

    private final class FakeHistory implements History {
        final List<String> asked = new ArrayList<>();
        Optional<String> refusal = Optional.empty();

        @Override
        public Overview overview(Instant from, Instant to, Duration step) {
            refuse();
            asked.add(from + " " + to + " " + step);
            return new Overview(
                    from, to, step.toSeconds(), Optional.empty(), List.of(step(from)), List.of());
        }

        @Override
        public PastMap map(Instant from, Instant to) {
            refuse();
            asked.add("map " + from + " " + to);
            var status =
                    new StreamStatus(true, from, "history", "", null, List.of(), 0, 0, List.of());
            return new PastMap(
                    step(from), new MapSnapshot(0, status, Posture.UNKNOWN, List.of(), List.of()));
        }

        @Override
        public PastEdges edges(Instant from, Instant to) {
            throw new UnsupportedOperationException("the API does not give them out");
        }

        private Step step(Instant at) {
            return new Step(at, 90, 4, 0, 0, 0.5, List.of("node-2"));
        }

        private void refuse() {
            if (refusal.isPresent()) {
                throw new IllegalArgumentException(refusal.get());
            }
        }
    }
}
