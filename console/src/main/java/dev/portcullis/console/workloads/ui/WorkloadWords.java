package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkload.Isolation;
import dev.portcullis.console.workloads.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Workloads in words and badges. */
final class WorkloadWords {
    private WorkloadWords() {}

    static String ready(ClusterWorkload workload) {
        return workload.ready() + " of " + workload.wanted();
    }

    static Component isolation(Isolation isolation) {
        return switch (isolation) {
            case ISOLATED -> new Badge(Tone.INK, "gate-closed", "Isolated");
            case OPEN -> new Badge(Tone.OUTLINE, "gate-open", "Not isolated");
            case UNKNOWN -> muted("not known");
        };
    }

    static Component rollout(Rollout rollout, Instant now) {
        return switch (rollout.state()) {
            case COMPLETE -> muted("complete" + when(rollout, now));
            case PROGRESSING -> new Badge(Tone.UNDECIDED, "clock", "In progress");
            case STALLED -> new Badge(Tone.UNDECIDED, "warning", "Stalled" + when(rollout, now));
        };
    }

    /** What a rollout is about, for the panel. */
    static String rolloutSentence(Rollout rollout, Instant now) {
        var revision = rollout.revision().isEmpty() ? "" : "revision " + rollout.revision() + ", ";
        var restarted =
                rollout.restartedAt().map(at -> "; restart asked for " + ago(at, now)).orElse("");
        return revision + rollout.state().word() + when(rollout, now) + restarted;
    }

    static String ago(Instant at, Instant now) {
        var passed = Duration.between(at, now);
        if (passed.toSeconds() < 60) {
            return Math.max(0, passed.toSeconds()) + " s ago";
        }
        if (passed.toMinutes() < 120) {
            return passed.toMinutes() + " min ago";
        }
        return passed.toHours() < 48 ? passed.toHours() + " h ago" : passed.toDays() + " d ago";
    }

    static String age(Optional<Instant> since, Instant now) {
        return since.map(at -> ago(at, now).replace(" ago", "")).orElse("–");
    }

    static Span muted(String text) {
        var span = new Span(text);
        span.addClassName("pc-muted");
        return span;
    }

    private static String when(Rollout rollout, Instant now) {
        return rollout.at().map(at -> " " + ago(at, now)).orElse("");
    }
}
