package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.internal.AttackJobs.ClusterSilentException;
import dev.portcullis.console.drills.internal.AttackJobs.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one drill from its Job to its clean-up, on a thread of its own. Whatever happens, it ends with the clean-up. */
final class DrillRun {
    private static final Logger LOG = LoggerFactory.getLogger(DrillRun.class);

    private static final Duration CHECKPOINT = Duration.ofSeconds(1);

    private final DrillFile file;
    private final DrillRequest request;
    private final DrillSettings settings;
    private final Surroundings around;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile boolean summarised;
    private volatile String stoppedBy = "";

    /**
     * What a drill needs of the world.
     *
     * @param checkpoint given the drill once a second while it changes, to keep for a console that starts after this one
     * @param changed run when something changed that a page may show
     */
    record Surroundings(
            AttackJobs jobs,
            FlowTap flows,
            ControlReports control,
            PolicyVoice policies,
            PolicySnapshots snapshots,
            Detections detections,
            Clock clock,
            Pace pace,
            Consumer<Drill> checkpoint,
            Runnable changed) {}

    DrillRun(DrillFile file, DrillRequest request, DrillSettings settings, Surroundings around) {
        this.file = file;
        this.request = request;
        this.settings = settings;
        this.around = around;
    }

    Drill now() {
        return file.now();
    }

    DrillFile file() {
        return file;
    }

    /** Ends the attack early; the clean-up follows. */
    void stop(String by) {
        stoppedBy = by;
        stop.countDown();
        around.jobs().stopFollowing(file.id());
    }

    /** Runs the drill; answers when it is cleaned up, or when the cluster lets it not be. */
    Drill run() {
        var lostBefore = around.flows().lost();
        file.policiesBefore(around.snapshots().now());
        try (var _ = around.flows().listen(this::flow);
                var _ = around.control().follow(file::sample, file::controlProblem)) {
            var over = new CountDownLatch(1);
            var pulse = Thread.startVirtualThread(() -> pulse(over));
            try {
                var trouble = attack();
                waitForLateFlows();
                file.detected(around.detections().first(file.id()));
                file.policiesAfter(around.snapshots().now());
                var missing = around.flows().lost() - lostBefore + file.ledger().overflow();
                file.judged(
                        Judgement.of(
                                request.plan(),
                                request.attempts(),
                                file.ledger().attempts(),
                                missing,
                                trouble.isEmpty() ? silence() : trouble),
                        missing,
                        now(around.clock()));
            } finally {
                // Not interrupted: it may be writing to the store.
                over.countDown();
                join(pulse);
            }
        } finally {
            around.changed().run();
            cleanUp();
            around.changed().run();
        }
        return file.now();
    }

    private void flow(dev.portcullis.hubble.Flow flow) {
        if (file.ledger()
                .add(flow, now(around.clock()), () -> around.policies().now(file.route()))) {
            file.touch();
        }
    }

    /** Attacks; answers why it did not go as planned, or nothing. */
    private String attack() {
        try {
            switch (around.jobs().start(file.id(), request, file.by())) {
                case AttackJobs.Started.Refused refused -> {
                    return refused.why();
                }
                case AttackJobs.Started.Accepted() -> {}
            }
            var waiting = awaitPod();
            return waiting.isEmpty() ? follow() : waiting;
        } catch (ClusterSilentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String awaitPod() {
        var deadline = now(around.clock()).plus(settings.startTimeout());
        while (!stopped()) {
            switch (stateNow()) {
                case State.Running() -> {
                    file.running(now(around.clock()));
                    return "";
                }
                case State.Ended _ -> {
                    return "";
                }
                case State.Waiting(var why) -> file.say("Waiting for the attacker: " + why + ".");
                case State.Absent() -> file.say("Waiting for the cluster to start the attacker.");
            }
            if (now(around.clock()).isAfter(deadline)) {
                return "the attacker did not start within %d s"
                        .formatted(settings.startTimeout().toSeconds());
            }
            pause();
        }
        return stoppedBy;
    }

    /** Follows the attacker's lines until it is done. A log that breaks off is taken up again from its beginning. */
    private String follow() {
        var deadline =
                now(around.clock()).plus(settings.deadline(request)).plus(Duration.ofSeconds(10));
        while (!stopped() && !summarised) {
            var ended = stateNow();
            followOnce();
            if (summarised) {
                break;
            }
            if (ended instanceof State.Ended(var how)) {
                return "the attacker ended early (" + how + ")";
            }
            if (ended instanceof State.Absent) {
                return "the attacker was removed";
            }
            if (now(around.clock()).isAfter(deadline)) {
                return "the attacker took longer than it may";
            }
            pause();
        }
        return summarised ? "" : stoppedBy;
    }

    private void followOnce() {
        try {
            around.jobs().follow(file.id(), this::line);
        } catch (ClusterSilentException e) {
            LOG.debug("The log of drill {} broke off", file.id(), e);
            file.say("The attacker's log broke off; taking it up again.");
        }
    }

    private State stateNow() {
        try {
            return around.jobs().state(file.id());
        } catch (ClusterSilentException e) {
            return new State.Waiting(String.valueOf(e.getMessage()));
        }
    }

    private void line(String line) {
        ClientLines.attack(line, file.id())
                .ifPresent(
                        read -> {
                            switch (read) {
                                case ClientLines.Line.OfAttempt(var attempt) -> {
                                    file.running(attempt.at());
                                    if (attempt.number() <= request.attempts()) {
                                        file.ledger().add(attempt);
                                    }
                                    file.touch();
                                }
                                case ClientLines.Line.Summary() -> summarised = true;
                            }
                        });
    }

    /** The last flows come later than the last line; an attempt that got through needs none. */
    private void waitForLateFlows() {
        var deadline = now(around.clock()).plus(around.pace().lateFlows());
        while (now(around.clock()).isBefore(deadline)) {
            var complete =
                    file.ledger().attempts().stream()
                            .allMatch(
                                    attempt ->
                                            attempt.network().provesDenial()
                                                    || attempt.gotThrough(request.plan()));
            if (complete) {
                return;
            }
            pause();
        }
    }

    /** Why the network may have been silent; nothing if it was not. */
    private String silence() {
        var problem = around.flows().problem();
        return problem.isEmpty() ? "" : "no flows arrive: " + problem;
    }

    private void cleanUp() {
        var deadline = now(around.clock()).plus(around.pace().cleanUp());
        while (true) {
            String left;
            try {
                around.jobs().delete(file.id());
                if (around.jobs().state(file.id()) instanceof State.Absent) {
                    file.cleaned();
                    return;
                }
                left = "Job %s is being removed".formatted(file.id().jobName());
            } catch (ClusterSilentException e) {
                left =
                        "Job %s may be left in %s: %s"
                                .formatted(
                                        file.id().jobName(),
                                        file.route().namespace(),
                                        e.getMessage());
            }
            file.left(left);
            if (now(around.clock()).isAfter(deadline)) {
                LOG.warn("Drill {} is not cleaned up: {}", file.id(), left);
                return;
            }
            if (!sleep()) {
                return;
            }
        }
    }

    /** Looks at the policies, and tells that something changed, a few times a second. */
    private void pulse(CountDownLatch over) {
        var kept = now(around.clock());
        var news = false;
        while (true) {
            file.policies(around.policies().now(file.route()).outcome(), now(around.clock()));
            file.detected(around.detections().first(file.id()));
            if (file.takeChanged()) {
                news = true;
                around.changed().run();
            }
            if (news && now(around.clock()).isAfter(kept.plus(CHECKPOINT))) {
                around.checkpoint().accept(file.now());
                kept = now(around.clock());
                news = false;
            }
            if (ended(over)) {
                return;
            }
        }
    }

    private boolean ended(CountDownLatch over) {
        try {
            return over.await(around.pace().look().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean stopped() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = stop.await(around.pace().look().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            stop("the console is being stopped");
        }
    }

    private boolean sleep() {
        try {
            Thread.sleep(around.pace().look());
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private static Instant now(Clock clock) {
        return clock.instant().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
    }
}
