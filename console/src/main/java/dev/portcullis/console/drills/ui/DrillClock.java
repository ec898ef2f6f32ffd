package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.Sighting;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Attacker and legitimate traffic on one time axis, with what the policies said meanwhile. */
@Tag("pc-drill-clock")
@JsModule("./pc-drill-clock/pc-drill-clock.ts")
class DrillClock extends Component {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** What the element draws; times are Unix milliseconds. */
    private record Picture(
            long start,
            long end,
            int planned,
            List<Mark> attempts,
            List<Pip> control,
            List<Span> policies) {}

    private record Mark(int number, long at, String network, boolean through, String words) {}

    private record Pip(long at, long ok, long failed) {}

    private record Span(long from, String outcome) {}

    private @Nullable String drawn;

    void show(Drill drill) {
        var picture = JSON.writeValueAsString(picture(drill));
        if (!picture.equals(drawn)) {
            drawn = picture;
            getElement().setProperty("data", picture);
        }
    }

    private static Picture picture(Drill drill) {
        var attempts =
                drill.attempts().stream().map(attempt -> mark(drill.plan(), attempt)).toList();
        var start = drill.startedAt().orElse(drill.createdAt());
        var newest = attempts.isEmpty() ? start.toEpochMilli() : attempts.getLast().at() + 2_000;
        return new Picture(
                start.toEpochMilli(),
                drill.endedAt().map(Instant::toEpochMilli).orElse(newest),
                drill.planned(),
                attempts,
                drill.control().samples().stream()
                        .map(
                                sample ->
                                        new Pip(
                                                sample.at().toEpochMilli(),
                                                sample.ok(),
                                                sample.failed()))
                        .toList(),
                drill.policies().stream()
                        .map(span -> new Span(span.from().toEpochMilli(), span.outcome()))
                        .toList());
    }

    private static Mark mark(DrillPlan plan, Attempt attempt) {
        return new Mark(
                attempt.client().number(),
                attempt.client().at().toEpochMilli(),
                WORDS.getOrDefault(attempt.network().sighting(), "not-observed"),
                attempt.gotThrough(plan),
                "#%d %s: %s"
                        .formatted(
                                attempt.client().number(),
                                DrillWords.exact(attempt.client().at()),
                                DrillWords.outcome(attempt.client())));
    }

    private static final Map<Sighting, String> WORDS =
            Map.of(
                    Sighting.ALLOWED, "allowed",
                    Sighting.DENIED, "denied",
                    Sighting.NOT_OBSERVED, "not-observed");
}
