package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Control;
import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillState;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.PolicySpan;
import dev.portcullis.hubble.FlowJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that is known of a running drill, gathered from several threads. */
final class DrillFile {
    private static final int MOST_SAMPLES = 1_000;
    private static final int MOST_FLOWS = 2_000;

    private final DrillId id;
    private final DrillRequest request;
    private final AttackRoute route;
    private final String by;
    private final long auditSeq;
    private final Instant createdAt;
    private final Ledger ledger;
    private final List<Control.Sample> samples = new ArrayList<>();
    private final List<PolicySpan> spans = new ArrayList<>();
    private final String controlSource;
    private String controlProblem = "";
    private DrillState state = DrillState.PLANNED;
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<Instant> endedAt = Optional.empty();
    private Optional<DrillVerdict> verdict = Optional.empty();
    private String why = "Waiting for the cluster to start the attacker.";
    private String leftOver = "";
    private long missing;
    private String policiesBefore = "";
    private String policiesAfter = "";
    private Optional<Detections.Detection> detection = Optional.empty();
    private boolean changed = true;

    DrillFile(
            DrillId id,
            DrillRequest request,
            AttackRoute route,
            String by,
            long auditSeq,
            Instant createdAt,
            String controlSource) {
        this.id = id;
        this.request = request;
        this.route = route;
        this.by = by;
        this.auditSeq = auditSeq;
        this.createdAt = createdAt;
        this.controlSource = controlSource;
        this.ledger = new Ledger(id, route.target());
    }

    DrillId id() {
        return id;
    }

    String by() {
        return by;
    }

    Ledger ledger() {
        return ledger;
    }

    AttackRoute route() {
        return route;
    }

    synchronized void policiesBefore(String yaml) {
        policiesBefore = yaml;
    }

    synchronized void policiesAfter(String yaml) {
        policiesAfter = yaml;
    }

    /** Notes the first incident; a later one changes nothing. */
    synchronized void detected(Optional<Detections.Detection> first) {
        if (detection.isEmpty() && first.isPresent()) {
            detection = first;
            changed = true;
        }
    }

    synchronized DrillEvidence evidence() {
        var flows = ledger.flows(MOST_FLOWS);
        return new DrillEvidence(
                flows.stream().map(FlowJson::print).toList(),
                ledger.seen() - flows.size(),
                policiesBefore,
                policiesAfter);
    }

    synchronized boolean takeChanged() {
        var was = changed;
        changed = false;
        return was;
    }

    synchronized void touch() {
        changed = true;
    }

    synchronized void say(String words) {
        if (!why.equals(words)) {
            why = words;
            changed = true;
        }
    }

    synchronized void running(Instant now) {
        if (state == DrillState.PLANNED) {
            state = DrillState.RUNNING;
            startedAt = Optional.of(now);
            why = "The attack runs.";
            changed = true;
        }
    }

    synchronized void judged(Judgement judgement, long missingEvents, Instant now) {
        verdict = Optional.of(judgement.verdict());
        state = judgement.verdict().state();
        why = judgement.why();
        missing = missingEvents;
        endedAt = Optional.of(now);
        changed = true;
    }

    synchronized void cleaned() {
        state = DrillState.CLEANED;
        leftOver = "";
        changed = true;
    }

    synchronized void left(String what) {
        leftOver = what;
        changed = true;
    }

    synchronized void sample(Control.Sample sample) {
        if (samples.size() < MOST_SAMPLES && endedAt.isEmpty()) {
            samples.add(sample);
            changed = true;
        }
    }

    synchronized void controlProblem(String problem) {
        if (!controlProblem.equals(problem)) {
            controlProblem = problem;
            changed = true;
        }
    }

    /** Notes what the policies say, if it is not what they said before. */
    synchronized void policies(String outcome, Instant now) {
        if (endedAt.isEmpty()
                && spans.size() < MOST_SAMPLES
                && (spans.isEmpty() || !spans.getLast().outcome().equals(outcome))) {
            spans.add(new PolicySpan(now, outcome));
            changed = true;
        }
    }

    synchronized Drill now() {
        return new Drill(
                id,
                request.plan(),
                request.attempts(),
                request.interval(),
                route.target().words(),
                request.placement(),
                route.namespace(),
                route.guise(),
                by,
                createdAt,
                startedAt,
                endedAt,
                state,
                verdict,
                why,
                ledger.attempts(),
                new Control(controlSource, samples, samples.isEmpty() ? controlProblem : ""),
                spans,
                missing,
                leftOver,
                detection,
                auditSeq);
    }
}
