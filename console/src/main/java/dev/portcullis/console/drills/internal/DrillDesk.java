package dev.portcullis.console.drills.internal;

import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.drills.CleanUpResult;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillState;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LaunchResult;
import dev.portcullis.console.drills.LedgerHash;
import dev.portcullis.console.drills.internal.AttackJobs.ClusterSilentException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Where drills are launched, counted and remembered. */
final class DrillDesk implements Drills {
    private static final Logger LOG = LoggerFactory.getLogger(DrillDesk.class);
    private static final int MOST_AT_ONCE = 3;
    private static final int REMEMBERED = 200;
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final DrillSettings settings;
    private final DrillRun.Surroundings around;
    private final AuditLog audit;
    private final DrillArchive archive;
    private final RandomGenerator random;
    private final LaunchBudget launches;
    private final Map<DrillId, DrillRun> running = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    DrillDesk(
            DrillSettings settings,
            DrillRun.Surroundings around,
            AuditLog audit,
            DrillArchive archive,
            RandomGenerator random) {
        this.settings = settings;
        this.around =
                new DrillRun.Surroundings(
                        around.jobs(),
                        around.flows(),
                        around.control(),
                        around.policies(),
                        around.snapshots(),
                        around.detections(),
                        around.clock(),
                        around.pace(),
                        this::checkpoint,
                        this::changed);
        this.audit = audit;
        this.archive = archive;
        this.random = random;
        this.launches = LaunchBudget.of(settings.perHour(), recentLaunches());
    }

    private long recentLaunches() {
        var hourAgo = around.clock().instant().minus(Duration.ofHours(1));
        return archive.newest(REMEMBERED).stream()
                .filter(drill -> drill.createdAt().isAfter(hourAgo))
                .count();
    }

    @Override
    public Optional<String> unavailable() {
        return settings.attackerImage().isEmpty()
                ? Optional.of(
                        "Drills are switched off: no attacker image is set. Set"
                                + " PORTCULLIS_DRILL_IMAGE to switch them on.")
                : Optional.empty();
    }

    @Override
    public LaunchResult launch(DrillRequest request, User user) {
        if (!user.mayOperate()) {
            return new LaunchResult.Refused(user.name() + " may look, and not launch drills.");
        }
        var off = unavailable();
        if (off.isPresent()) {
            return new LaunchResult.Refused(off.get());
        }
        var route = AttackRoute.of(settings, request);
        var target = around.policies().targetRefused(route);
        if (!target.isEmpty()) {
            return new LaunchResult.Refused(target);
        }
        DrillRun run;
        synchronized (this) {
            var busy = busy(user);
            if (busy.isPresent()) {
                return new LaunchResult.Busy(busy.get());
            }
            var over = launches.take();
            if (over.isPresent()) {
                return new LaunchResult.Busy(over.get());
            }
            var id = DrillId.next(random);
            switch (audit.record(event(id, request, route, user))) {
                case RecordResult.Unwritable(var why) -> {
                    launches.giveBack();
                    return new LaunchResult.Refused(why);
                }
                case RecordResult.Recorded(var seq) ->
                        run =
                                new DrillRun(
                                        file(id, request, route, user, seq),
                                        request,
                                        settings,
                                        around);
            }
            // Before it is kept, so that the reaper never takes it for one that nobody runs.
            running.put(id, run);
            try {
                // From now on a console that starts after a crash knows of it.
                archive.keep(run.now(), run.file().evidence());
            } catch (DataAccessException e) {
                running.remove(id);
                launches.giveBack();
                audit.outcome(run.now().auditSeq(), Outcome.FAILED, "It could not be written down");
                return new LaunchResult.Refused(
                        "The drill cannot be written down, so it was not launched. Check the disk"
                                + " behind PORTCULLIS_STORE.");
            }
        }
        Thread.ofVirtual().name("drill-" + run.file().id()).start(() -> finish(run));
        changed();
        return new LaunchResult.Launched(run.now());
    }

    private DrillFile file(
            DrillId id, DrillRequest request, AttackRoute route, User user, long seq) {
        return new DrillFile(
                id,
                request,
                route,
                user.name(),
                seq,
                around.clock().instant().truncatedTo(ChronoUnit.MILLIS),
                around.control().source());
    }

    private static AuditEvent event(
            DrillId id, DrillRequest request, AttackRoute route, User user) {
        return new AuditEvent(
                user,
                "drill.start",
                "Job %s/%s".formatted(route.namespace(), id.jobName()),
                "",
                "%s against %s, %d attempts"
                        .formatted(
                                request.plan().planName(),
                                route.target().words(),
                                request.attempts()));
    }

    private Optional<String> busy(User user) {
        // One that is cleaned up and not yet written down takes nobody's place.
        var underWay =
                running.values().stream()
                        .filter(run -> run.now().state() != DrillState.CLEANED)
                        .toList();
        if (underWay.stream().anyMatch(run -> run.file().by().equals(user.name()))) {
            return Optional.of(
                    "A drill of %s runs already; wait until it ends.".formatted(user.name()));
        }
        return underWay.size() >= MOST_AT_ONCE
                ? Optional.of("Three drills run already; wait until one ends.")
                : Optional.empty();
    }

    private void checkpoint(Drill drill) {
        try {
            var run = running.get(drill.id());
            if (run != null) {
                archive.keep(drill, run.file().evidence());
            }
        } catch (DataAccessException e) {
            LOG.debug(
                    "Drill {} could not be kept on its way; it is kept at its end", drill.id(), e);
        }
    }

    private void finish(DrillRun run) {
        try {
            var drill = run.run();
            audit.outcome(
                    drill.auditSeq(),
                    drill.state() == DrillState.CLEANED ? Outcome.DONE : Outcome.FAILED,
                    "%s: %s Ledger %s.%s"
                            .formatted(
                                    drill.verdict().map(Enum::name).orElse("no verdict"),
                                    drill.why(),
                                    LedgerHash.of(drill),
                                    drill.leftOver().isEmpty() ? "" : " " + drill.leftOver()));
            archive.keep(drill, run.file().evidence());
        } catch (DataAccessException e) {
            LOG.error(
                    "Drill {} cannot be kept; its report ends with this process",
                    run.file().id(),
                    e);
        } finally {
            running.remove(run.file().id());
            changed();
        }
    }

    @Override
    public Optional<Drill> find(DrillId id) {
        return Optional.ofNullable(running.get(id)).map(DrillRun::now).or(() -> archive.find(id));
    }

    @Override
    public Optional<DrillEvidence> evidence(DrillId id) {
        return Optional.ofNullable(running.get(id))
                .map(run -> run.file().evidence())
                .or(() -> archive.evidence(id))
                .or(() -> archive.find(id).map(_ -> DrillEvidence.NONE));
    }

    @Override
    public List<Drill> newest() {
        var all = new LinkedHashMap<DrillId, Drill>();
        kept().forEach(drill -> all.put(drill.id(), drill));
        running.values().forEach(run -> all.put(run.file().id(), run.now()));
        return all.values().stream()
                .sorted(Comparator.comparing(Drill::createdAt).reversed())
                .toList();
    }

    private List<Drill> kept() {
        return archive.newest(REMEMBERED);
    }

    @Override
    public CleanUpResult cleanUp(DrillId id, User user) {
        if (!user.mayOperate()) {
            return new CleanUpResult.Refused(user.name() + " may look, and not stop drills.");
        }
        var run = running.get(id);
        if (run != null) {
            return recorded(user, "drill.stop", id.jobName(), () -> stop(run, user));
        }
        if (find(id).isEmpty()) {
            return new CleanUpResult.NotFound();
        }
        return recorded(user, "drill.clean-up", id.jobName(), () -> remove(id));
    }

    @Override
    public CleanUpResult cleanUpAll(User user) {
        if (!user.mayOperate()) {
            return new CleanUpResult.Refused(user.name() + " may look, and not stop drills.");
        }
        return recorded(
                user,
                "drill.stop-all",
                "all drills",
                () -> {
                    var runs = Map.copyOf(running);
                    runs.values().forEach(run -> stop(run, user));
                    var rest =
                            around.jobs().leftOver().stream()
                                    .filter(id -> !runs.containsKey(id))
                                    .toList();
                    rest.forEach(this::remove);
                    return runs.size() + rest.size();
                });
    }

    private interface Work {
        int done();
    }

    private CleanUpResult recorded(User user, String action, String object, Work work) {
        return switch (audit.record(new AuditEvent(user, action, object, ""))) {
            case RecordResult.Unwritable(var why) -> new CleanUpResult.Refused(why);
            case RecordResult.Recorded(var seq) -> {
                try {
                    var count = work.done();
                    audit.outcome(seq, Outcome.DONE, "");
                    yield new CleanUpResult.Asked(count);
                } catch (ClusterSilentException e) {
                    var why = String.valueOf(e.getMessage());
                    audit.outcome(seq, Outcome.FAILED, why);
                    yield new CleanUpResult.Refused(why);
                }
            }
        };
    }

    private int stop(DrillRun run, User user) {
        run.stop("stopped by " + user.name());
        return 1;
    }

    private int remove(DrillId id) {
        around.jobs().delete(id);
        return 1;
    }

    /**
     * Removes what this console left behind when it ended in the middle of a drill, and says of that drill that nothing
     * is proven.
     *
     * @return false if the cluster did not answer, so that it is to be tried again
     */
    boolean reap() {
        try {
            for (var drill : archive.newest(REMEMBERED)) {
                if (drill.state() != DrillState.CLEANED && !running.containsKey(drill.id())) {
                    around.jobs().delete(drill.id());
                    audit.outcome(
                            drill.auditSeq(),
                            Outcome.FAILED,
                            drill.verdict().isPresent()
                                    ? "What was left of it is removed"
                                    : "The console ended while it ran; what was left of it is removed");
                    archive.keep(
                            drill.orphaned(around.clock().instant().truncatedTo(ChronoUnit.MILLIS)),
                            archive.evidence(drill.id()).orElse(DrillEvidence.NONE));
                    LOG.info("What was left of drill {} is removed", drill.id());
                    changed();
                }
            }
            return true;
        } catch (ClusterSilentException e) {
            LOG.debug("What earlier drills left cannot be removed yet", e);
            return false;
        }
    }

    /** Ends all drills, for the console's own end, and gives their clean-up a few seconds. */
    void close() {
        running.values().forEach(run -> run.stop("the console was stopped"));
        var deadline = System.nanoTime() + CLOSING.toNanos();
        while (!running.isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public Following onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
