package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Component;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.base.VerdictBadge;
import dev.portcullis.console.drills.ClientLine;
import dev.portcullis.console.drills.ClientOutcome;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillState;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.Sighting;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Drills in words and badges, the same on every page. */
final class DrillWords {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter EXACT =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private DrillWords() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    static String exact(Instant at) {
        return EXACT.format(at);
    }

    static String day(Instant at) {
        return DAY.format(at);
    }

    /** The verdict, or how far the drill has come. A blocked attack is good news, so it is never red. */
    static Component badge(Drill drill) {
        if (drill.verdict().isEmpty()) {
            return new Badge(
                    Tone.NEUTRAL,
                    "play",
                    drill.state() == DrillState.PLANNED ? "Planned" : "Running");
        }
        return switch (drill.verdict().get()) {
            case BLOCKED -> new Badge(Tone.INK, "gate-closed", "Blocked");
            case EXPOSED -> new Badge(Tone.DENIED, "gate-open", "Exposed");
            case INCONCLUSIVE -> new Badge(Tone.UNDECIDED, "undecided", "Inconclusive");
        };
    }

    /** The first line of the banner. */
    static String headline(Drill drill) {
        var made = drill.attempts().size();
        if (drill.verdict().isEmpty()) {
            return drill.state() == DrillState.PLANNED
                    ? "Planned"
                    : "Running, attempt %d of %d".formatted(made, drill.planned());
        }
        return switch (drill.verdict().get()) {
            case BLOCKED -> "BLOCKED %d of %d".formatted(drill.denied(), drill.planned());
            case EXPOSED -> "EXPOSED %d of %d".formatted(drill.gotThrough(), made);
            case INCONCLUSIVE -> "INCONCLUSIVE";
        };
    }

    static String glyph(Drill drill) {
        return drill.verdict()
                .map(
                        verdict ->
                                switch (verdict) {
                                    case BLOCKED -> "gate-closed";
                                    case EXPOSED -> "gate-open";
                                    case INCONCLUSIVE -> "gate-half";
                                })
                .orElse("gate-half");
    }

    static String tone(Drill drill) {
        return drill.verdict().map(DrillVerdict::name).orElse("running").toLowerCase(Locale.ROOT);
    }

    static Component sighting(Sighting sighting) {
        return new VerdictBadge(
                switch (sighting) {
                    case ALLOWED -> VerdictBadge.Word.ALLOWED;
                    case DENIED -> VerdictBadge.Word.DENIED;
                    case NOT_OBSERVED -> VerdictBadge.Word.NOT_OBSERVED;
                });
    }

    static String outcome(ClientLine line) {
        return line.outcome() == ClientOutcome.TIMEOUT
                ? String.format(Locale.ROOT, "No answer within %.1f s", line.elapsedMs() / 1000.0)
                : line.outcome().words();
    }

    static String millis(@Nullable Long value) {
        return value == null ? "–" : value + " ms";
    }

    static String millis(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() + " ms" : "–";
    }

    /** How long until it was noticed: until an incident was opened, or else until the console knew of a drop. */
    static String detection(Drill drill) {
        return drill.detection().isPresent()
                ? millis(drill.incidentMs())
                : millis(drill.firstDetectionMs());
    }

    static String percent(OptionalDouble value) {
        if (value.isEmpty()) {
            return "–";
        }
        var percent = value.getAsDouble() * 100;
        // Never round a failure away.
        return percent == 100
                ? "100 %"
                : String.format(Locale.ROOT, "%.1f %%", Math.floor(percent * 10) / 10);
    }

    static String duration(OptionalDouble millis) {
        return millis.isPresent()
                ? String.format(Locale.ROOT, "%.1f ms", millis.getAsDouble())
                : "–";
    }
}
