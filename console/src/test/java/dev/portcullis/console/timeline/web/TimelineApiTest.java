package dev.portcullis.console.timeline.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.incidents.IncidentId;
import dev.portcullis.console.timeline.EvidenceExport;
import dev.portcullis.console.timeline.InMemoryTimeline;
import dev.portcullis.console.timeline.TimelineKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineApiTest {
    private static final String TIMELINE = "/api/v1/timeline";

    private final TestClock clock = new TestClock();
    private final Instant noon = clock.instant();
    private final InMemoryTimeline timeline =
            new InMemoryTimeline()
                    .with(
                            noon.minus(Duration.ofMinutes(90)),
                            TimelineKind.POLICY,
                            "Turned off a",
                            "policies")
                    .with(
                            noon.minus(Duration.ofMinutes(5)),
                            TimelineKind.ROLLOUT,
                            "b is ready",
                            "workloads")
                    .with(noon, TimelineKind.SIGN_IN, "Signed in", "");
    private final FakeExport export = new FakeExport();
    private final TestApi api = TestApi.of(new TimelineApi(timeline, export, clock));

    @Test
    void theLastHourComesTheNewestFirst() throws Exception {
        var answer = api.get(TIMELINE);

        assertThat(answer.json().path("items")).hasSize(2);
        assertThat(answer.at("/items/0/title")).isEqualTo("Signed in");
        assertThat(answer.at("/items/1/kind")).isEqualTo("rollout");
        assertThat(answer.at("/items/1/path")).isEqualTo("workloads");
        assertThat(answer.at("/from")).isEqualTo("2026-11-22T11:00:01Z");
    }

    @ParameterizedTest
    @CsvSource({
        "from=2026-11-22T10:00:00Z,3",
        "from=2026-11-22T10:00:00Z&to=2026-11-22T11:00:00Z,1",
        "kinds=rollout,1",
        "'kinds=rollout,sign-in',2",
        "'kinds=,rollout,',1",
        "from=2026-11-22T10:00:00Z&kinds=policy,1",
        "kinds=drill,0"
    })
    void onlyTheSpanAndTheKindsThatWereAskedFor(String query, int found) throws Exception {
        assertThat(api.get(TIMELINE + "?" + query).json().path("items")).hasSize(found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=yesterday",
                "to=2026-13-01T00:00:00Z",
                "from=2026-11-22T12:00:00Z&to=2026-11-22T11:00:00Z",
                "from=%2B1000000000-12-31T23:59:59Z",
                "to=-1000000000-01-01T00:00:00Z",
                "from=-1000000000-01-01T00:00:00Z",
                "from=0001-01-01T00:00:00Z"
            })
    void aSpanThatMakesNoSenseIsAProblem(String query) throws Exception {
        assertThat(api.get(TIMELINE + "?" + query).isProblem(400)).isTrue();
        assertThat(api.get(TIMELINE + "/evidence.zip?" + query).isProblem(400)).isTrue();
        assertThat(timeline.asked).isEmpty();
        assertThat(export.written).isEmpty();
    }

    @Test
    void aKindThatIsNoneIsAProblem() throws Exception {
        assertThat(api.get(TIMELINE + "?kinds=rollout,rumour").isProblem(400)).isTrue();
    }

    @Test
    void aPackOfAnIncidentIsNamedAfterIt() throws Exception {
        var pack = api.get(TIMELINE + "/evidence.zip?incident=31");

        assertThat(pack.status()).isEqualTo(200);
        assertThat(pack.response().getContentType()).isEqualTo("application/zip");
        assertThat(pack.response().getHeader("Content-Disposition"))
                .isEqualTo("attachment; filename=\"portcullis-evidence-incident-31.zip\"");
        assertThat(export.written).extracting(EvidenceExport.Span::incident).hasSize(1);
    }

    @Test
    void aPackOfASpanIsNamedAfterItsBegin() throws Exception {
        var pack = api.get(TIMELINE + "/evidence.zip?from=2026-11-22T10:00:00Z");

        assertThat(pack.response().getHeader("Content-Disposition"))
                .contains("portcullis-evidence-20261122T100000Z.zip");
        assertThat(export.written)
                .containsExactly(
                        new EvidenceExport.Span(
                                noon.minus(Duration.ofHours(2)), noon, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"32", "x", "-1", "%22%0d%0aX-Evil:1"})
    void thereIsNoPackOfAnIncidentThatIsNotThere(String incident) throws Exception {
        assertThat(api.get(TIMELINE + "/evidence.zip?incident=" + incident).status())
                .isEqualTo(404);
        assertThat(export.written).isEmpty();
    }

    private final class FakeExport implements EvidenceExport {
        final List<Span> written = new ArrayList<>();

        @Override
        public Optional<Span> of(IncidentId incident) {
            return incident.number() == 31
                    ? Optional.of(new Span(noon, noon, Optional.of(incident)))
                    : Optional.empty();
        }

        @Override
        public void write(Span span, OutputStream out) throws IOException {
            written.add(span);
            out.write("a pack".getBytes(StandardCharsets.UTF_8));
        }
    }
}
