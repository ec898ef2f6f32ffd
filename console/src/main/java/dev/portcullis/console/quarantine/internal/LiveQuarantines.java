package dev.portcullis.console.quarantine.internal;

import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.quarantine.PlanResult;
import dev.portcullis.console.quarantine.Quarantine;
import dev.portcullis.console.quarantine.QuarantinePlan;
import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.quarantine.QuarantineResult;
import dev.portcullis.console.quarantine.QuarantineResult.Why;
import dev.portcullis.console.quarantine.QuarantineSubject;
import dev.portcullis.console.quarantine.Quarantines;
import dev.portcullis.console.quarantine.internal.QuarantineCluster.Held;
import dev.portcullis.console.quarantine.internal.QuarantineCluster.RefusedException;
import dev.portcullis.hubble.Flow;
import dev.portcullis.policy.PolicyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The quarantines of the cluster the console is connected to. What holds stands in the cluster, not here. */
final class LiveQuarantines implements Quarantines {
    private static final Logger LOG = LoggerFactory.getLogger(LiveQuarantines.class);

    /** A release that comes later than this after its time says so. */
    private static final Duration PUNCTUAL = Duration.ofSeconds(5);

    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    /**
     * A quarantine denies before the cluster has told that it is there, and flows tell of it after the cluster told that
     * it is gone.
     */
    private static final Duration AROUND = Duration.ofSeconds(10);

    private final QuarantinePlanner planner;
    private final QuarantineCluster cluster;
    private final AuditLog audit;
    private final Clock clock;
    private final Map<PolicyId, Denied> denied = new ConcurrentHashMap<>();
    private final Map<PolicyId, Trouble> troubles = new ConcurrentHashMap<>();
    private final Map<PolicyId, Turning> turning = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private record Denied(long events, Instant first) {}

    private record Trouble(String why, Instant notBefore) {}

    /** One that was just begun or released. */
    private record Turning(Hold hold, Instant until) {}

    LiveQuarantines(
            QuarantinePlanner planner, QuarantineCluster cluster, AuditLog audit, Clock clock) {
        this.planner = planner;
        this.cluster = cluster;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public PlanResult plan(QuarantineSubject subject) {
        return planner.plan(subject);
    }

    @Override
    public synchronized QuarantineResult begin(QuarantineRequest request) {
        if (!request.user().mayOperate()) {
            return refused(Why.FORBIDDEN, request.user().name() + " may look, and not quarantine.");
        }
        return switch (planner.plan(request.subject())) {
            case PlanResult.Refused(var why) -> refused(Why.FORBIDDEN, why);
            case PlanResult.Planned(var plan) ->
                    refusal(request, plan).orElseGet(() -> record(request, plan));
        };
    }

    private Optional<QuarantineResult> refusal(QuarantineRequest request, QuarantinePlan plan) {
        if (!plan.guarded().isEmpty() && !request.confirmsGuarded()) {
            return Optional.of(
                    refused(
                            Why.GUARDED,
                            "It would cut off %s, which is guarded. Confirm that you mean it."
                                    .formatted(String.join(", ", plan.guarded()))));
        }
        var held = cluster.all();
        if (held.stream().anyMatch(one -> one.quarantine().policy().equals(plan.policy()))) {
            return Optional.of(
                    refused(
                            Why.CONFLICT,
                            "%s is in quarantine already.".formatted(request.subject().id())));
        }
        return held.size() >= MOST
                ? Optional.of(
                        refused(
                                Why.FORBIDDEN,
                                "%d quarantines hold already; release one first.".formatted(MOST)))
                : Optional.empty();
    }

    private QuarantineResult record(QuarantineRequest request, QuarantinePlan plan) {
        var releaseAt = clock.instant().plus(request.time()).truncatedTo(ChronoUnit.SECONDS);
        var event =
                new AuditEvent(
                        request.user(),
                        "quarantine.begin",
                        "%s by %s".formatted(request.subject().id(), plan.policy()),
                        request.reason(),
                        "Released by itself at %s".formatted(releaseAt));
        return switch (audit.record(event)) {
            case RecordResult.Unwritable(var why) -> refused(Why.UNRECORDED, why);
            case RecordResult.Recorded(var seq) -> create(request, plan, releaseAt, seq);
        };
    }

    private QuarantineResult create(
            QuarantineRequest request, QuarantinePlan plan, Instant releaseAt, long seq) {
        denied.remove(plan.policy());
        turns(new Hold(plan.policy(), plan.labels()));
        try {
            cluster.create(
                    QuarantinePolicy.manifest(request, new TreeMap<>(plan.labels()), releaseAt));
            audit.outcome(seq, Outcome.DONE, "");
            return new QuarantineResult.Done(plan.policy().name());
        } catch (RefusedException e) {
            turning.remove(plan.policy());
            audit.outcome(seq, Outcome.FAILED, e.getMessage());
            return refused(e.exists() ? Why.CONFLICT : Why.CLUSTER, e.getMessage());
        }
    }

    @Override
    public QuarantineResult release(String namespace, String policy, String reason, User user) {
        if (!user.mayOperate()) {
            return refused(Why.FORBIDDEN, user.name() + " may look, and not release.");
        }
        return cluster.all().stream()
                .filter(held -> held.quarantine().policy().namespace().equals(namespace))
                .filter(held -> held.quarantine().policy().name().equals(policy))
                .findFirst()
                .map(held -> release(held, reason, user))
                .orElseGet(() -> refused(Why.MISSING, "There is no such quarantine any more."));
    }

    private QuarantineResult release(Held held, String reason, User user) {
        var quarantine = held.quarantine();
        var event =
                new AuditEvent(
                        user,
                        "quarantine.release",
                        "%s by %s".formatted(quarantine.workload(), quarantine.policy()),
                        reason);
        return switch (audit.record(event)) {
            case RecordResult.Unwritable(var why) -> refused(Why.UNRECORDED, why);
            case RecordResult.Recorded(var seq) -> {
                turns(hold(held));
                try {
                    cluster.delete(held);
                    audit.outcome(seq, Outcome.DONE, "");
                    yield new QuarantineResult.Done(quarantine.policy().name());
                } catch (RefusedException e) {
                    audit.outcome(seq, Outcome.FAILED, e.getMessage());
                    yield refused(Why.CLUSTER, e.getMessage());
                }
            }
        };
    }

    /** Lets go whoever's time is over. Called every second; a failure is tried again a little later. */
    void releaseDue() {
        var now = clock.instant();
        if (turning.values().removeIf(one -> !one.until().isAfter(now))) {
            forgetGone();
        }
        for (var held : cluster.all()) {
            var id = held.quarantine().policy();
            var trouble = troubles.get(id);
            var due = held.quarantine().releaseAt().filter(at -> !at.isAfter(now));
            if (due.isPresent() && (trouble == null || !trouble.notBefore().isAfter(now))) {
                var result = release(held, sentence(due.get(), now), User.console());
                if (result instanceof QuarantineResult.Refused(var _, var why)) {
                    LOG.warn("{} cannot be released: {}", id, why);
                    troubles.put(id, new Trouble(why, now.plus(AFTER_FAILURE)));
                } else {
                    troubles.remove(id);
                }
            }
        }
    }

    private static String sentence(Instant due, Instant now) {
        var late = Duration.between(due, now);
        return late.compareTo(PUNCTUAL) > 0
                ? "Its time was over at %s; released %d s late, because the console or the cluster was away."
                        .formatted(due, late.toSeconds())
                : "Its time is over.";
    }

    @Override
    public List<Quarantine> active() {
        return cluster.all().stream()
                .map(Held::quarantine)
                .map(this::withCounts)
                .sorted(Comparator.comparing(Quarantine::since).reversed())
                .toList();
    }

    private Quarantine withCounts(Quarantine one) {
        var counted = denied.get(one.policy());
        var trouble = troubles.get(one.policy());
        return new Quarantine(
                one.policy(),
                one.workload(),
                one.labels(),
                one.by(),
                one.reason(),
                one.since(),
                one.releaseAt(),
                one.incident(),
                counted == null ? 0 : counted.events(),
                Optional.ofNullable(counted).map(Denied::first),
                trouble == null ? "" : trouble.why());
    }

    @Override
    public boolean denied(Flow flow) {
        return Hold.isByDenyRule(flow) && holds(flow.time()).anyMatch(hold -> hold.denied(flow));
    }

    /** Counts what quarantines deny, as proof that they hold. On the thread that reads the stream. */
    void count(Flow flow) {
        if (flow.deniedBy().isEmpty() || !flow.event().isPolicyVerdict()) {
            return;
        }
        holds(flow.time())
                .filter(hold -> hold.isNamed(flow))
                .map(Hold::policy)
                .distinct()
                .forEach(
                        policy ->
                                denied.merge(
                                        policy,
                                        new Denied(1, flow.time()),
                                        (before, _) ->
                                                new Denied(before.events() + 1, before.first())));
    }

    private Stream<Hold> holds(Instant at) {
        return Stream.concat(
                cluster.all().stream().map(LiveQuarantines::hold),
                turning.values().stream()
                        .filter(one -> at.isBefore(one.until()))
                        .map(Turning::hold));
    }

    private static Hold hold(Held held) {
        return new Hold(held.quarantine().policy(), held.quarantine().labels());
    }

    private void turns(Hold hold) {
        turning.put(hold.policy(), new Turning(hold, clock.instant().plus(AROUND)));
    }

    /** The cluster told of a change. */
    void changed() {
        forgetGone();
        listeners.forEach(Runnable::run);
    }

    private void forgetGone() {
        var held = cluster.all().stream().map(one -> one.quarantine().policy()).toList();
        denied.keySet().removeIf(id -> !held.contains(id) && !turning.containsKey(id));
        troubles.keySet().retainAll(held);
    }

    @Override
    public Optional<String> problem() {
        return cluster.problem();
    }

    @Override
    public Registration onChange(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static QuarantineResult refused(Why why, String sentence) {
        return new QuarantineResult.Refused(why, sentence);
    }
}
