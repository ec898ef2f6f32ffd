package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Runs a Job's pods to their end: completions, retries, deadline, suspension, and removal after its time to live. */
final class Jobs extends Controller {

    private static final String NAME = "job-controller";
    private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
    private static final Duration LAST_RETRY = Duration.ofMinutes(6);

    private final Events events;
    private final Clock clock;

    Jobs(Store store, Events events, Clock clock) {
        super(store, Kind.JOB);
        this.events = events;
        this.clock = clock;
    }

    /** How a Job stands, from its pods. */
    private record Standing(
            List<ObjectNode> active, int ready, int succeeded, int failed, Instant lastFailure) {}

    @Override
    void follow() {
        followOwned(Kind.POD);
    }

    @Override
    void reconcile(ObjectNode job) {
        if (Fields.isBeingDeleted(job)) {
            return;
        }
        if (isFinished(job)) {
            expire(job);
            return;
        }
        Standing standing = standing(job);
        JsonNode spec = job.path("spec");
        boolean suspended = spec.path("suspend").asBoolean(false);
        Instant started = time(job.path("status").path("startTime")).orElse(now());
        Optional<String[]> failure = failure(job, standing, started);
        int completions = Fields.number(spec.path("completions"), 1);
        if (failure.isPresent()) {
            standing.active().forEach(this::delete);
            finish(job, standing, started, "Failed", failure.get()[0], failure.get()[1]);
        } else if (standing.succeeded() >= completions) {
            standing.active().forEach(this::delete);
            finish(
                    job,
                    standing,
                    started,
                    "Complete",
                    "CompletionsReached",
                    "Reached expected number of succeeded pods");
        } else if (suspended) {
            standing.active().forEach(this::delete);
            status(job, status(job, standing(job), Optional.empty()));
        } else {
            grow(job, standing, completions);
            wakeAtDeadline(job, started);
            status(job, status(job, standing(job), Optional.of(started)));
        }
    }

    private Standing standing(ObjectNode job) {
        List<ObjectNode> pods = owned(Kind.POD, job);
        List<ObjectNode> active = Pods.living(pods);
        JsonNode before = job.path("status");
        int succeeded =
                (int) pods.stream().filter(pod -> Pods.phase(pod).equals("Succeeded")).count();
        int failed = (int) pods.stream().filter(pod -> Pods.phase(pod).equals("Failed")).count();
        int restarts =
                active.stream()
                        .flatMap(pod -> pod.path("status").path("containerStatuses").valueStream())
                        .mapToInt(container -> Fields.number(container.path("restartCount"), 0))
                        .sum();
        Instant lastFailure =
                pods.stream()
                        .filter(pod -> Pods.phase(pod).equals("Failed"))
                        .flatMap(pod -> pod.path("status").path("containerStatuses").valueStream())
                        .map(c -> time(c.path("state").path("terminated").path("finishedAt")))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .orElse(Instant.EPOCH);
        return new Standing(
                active,
                (int) active.stream().filter(Pods::isReady).count(),
                Math.max(succeeded, Fields.number(before.path("succeeded"), 0)),
                Math.max(failed, Fields.number(before.path("failed"), 0)) + restarts,
                lastFailure);
    }

    /** Why the Job has failed: a reason and a sentence. */
    private Optional<String[]> failure(ObjectNode job, Standing standing, Instant started) {
        JsonNode spec = job.path("spec");
        JsonNode deadline = spec.path("activeDeadlineSeconds");
        if (deadline.isNumber()
                && !spec.path("suspend").asBoolean(false)
                && !now().isBefore(started.plusSeconds(deadline.longValue()))) {
            return Optional.of(
                    new String[] {
                        "DeadlineExceeded", "Job was active longer than specified deadline"
                    });
        }
        if (standing.failed() > Fields.number(spec.path("backoffLimit"), 6)) {
            return Optional.of(
                    new String[] {
                        "BackoffLimitExceeded", "Job has reached the specified backoff limit"
                    });
        }
        return Optional.empty();
    }

    private void grow(ObjectNode job, Standing standing, int completions) {
        int parallel = Fields.number(job.path("spec").path("parallelism"), 1);
        int wanted = Math.min(parallel, completions - standing.succeeded());
        int missing = wanted - standing.active().size();
        if (missing <= 0) {
            return;
        }
        if (standing.failed() > 0) {
            Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(10, standing.failed() - 1));
            pause = pause.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : pause;
            Duration left = Duration.between(now(), standing.lastFailure().plus(pause));
            if (left.isPositive()) {
                again(job, left);
                return;
            }
        }
        for (int i = 0; i < missing; i++) {
            ObjectNode pod = store().create(Pods.fromTemplate(job, labels(job)));
            events.normal(job, NAME, "SuccessfulCreate", "Created pod: " + Fields.name(pod));
        }
    }

    private static Map<String, String> labels(ObjectNode job) {
        Map<String, String> labels = new HashMap<>();
        labels.put("job-name", Fields.name(job));
        labels.put("batch.kubernetes.io/job-name", Fields.name(job));
        labels.put("controller-uid", Fields.uid(job));
        labels.put("batch.kubernetes.io/controller-uid", Fields.uid(job));
        return labels;
    }

    private void wakeAtDeadline(ObjectNode job, Instant started) {
        JsonNode deadline = job.path("spec").path("activeDeadlineSeconds");
        if (deadline.isNumber()) {
            Instant end = started.plusSeconds(deadline.longValue());
            again(job, Duration.between(now(), end).plusMillis(20));
        }
    }

    private void finish(
            ObjectNode job,
            Standing standing,
            Instant started,
            String type,
            String reason,
            String message) {
        ObjectNode status = Fields.object().put("startTime", second(started)).put("ready", 0);
        if (standing.succeeded() > 0) {
            status.put("succeeded", standing.succeeded());
        }
        int failed = standing.failed() + (type.equals("Failed") ? standing.active().size() : 0);
        if (failed > 0) {
            status.put("failed", failed);
        }
        if (type.equals("Complete")) {
            status.put("completionTime", second(now()));
        }
        String probe = type.equals("Complete") ? "SuccessCriteriaMet" : "FailureTarget";
        status.putArray("conditions")
                .add(Conditions.next(job, probe, true, reason, message, seconds(now())))
                .add(Conditions.next(job, type, true, reason, message, seconds(now())));
        status(job, status);
        if (type.equals("Complete")) {
            events.normal(job, NAME, "Completed", "Job completed");
        } else {
            events.warning(job, NAME, reason, message);
        }
    }

    private ObjectNode status(ObjectNode job, Standing standing, Optional<Instant> started) {
        ObjectNode status = Fields.object();
        started.ifPresent(at -> status.put("startTime", second(at)));
        status.put("ready", standing.ready());
        if (!standing.active().isEmpty()) {
            status.put("active", standing.active().size());
        }
        if (standing.succeeded() > 0) {
            status.put("succeeded", standing.succeeded());
        }
        if (standing.failed() > 0) {
            status.put("failed", standing.failed());
        }
        if (job.path("spec").path("suspend").asBoolean(false)) {
            status.putArray("conditions")
                    .add(
                            Conditions.next(
                                    job,
                                    "Suspended",
                                    true,
                                    "JobSuspended",
                                    "Job suspended",
                                    seconds(now())));
        }
        return status;
    }

    /** Removes a finished Job, with its pods, when it asked for that. */
    private void expire(ObjectNode job) {
        JsonNode life = job.path("spec").path("ttlSecondsAfterFinished");
        if (!life.isNumber()) {
            return;
        }
        Instant finished =
                job.path("status")
                        .path("conditions")
                        .valueStream()
                        .map(condition -> time(condition.path("lastTransitionTime")))
                        .flatMap(Optional::stream)
                        .max(Instant::compareTo)
                        .orElse(now());
        Duration left = Duration.between(now(), finished.plusSeconds(life.longValue()));
        if (left.isPositive()) {
            again(job, left.plusMillis(20));
        } else {
            store().delete(Kind.JOB, Fields.namespace(job), Fields.name(job));
        }
    }

    private static boolean isFinished(JsonNode job) {
        return Fields.condition(job, "Complete").equals("True")
                || Fields.condition(job, "Failed").equals("True");
    }

    private void delete(ObjectNode pod) {
        store().delete(Kind.POD, Fields.namespace(pod), Fields.name(pod));
    }

    private Instant now() {
        return clock.instant();
    }

    private static Instant seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS);
    }

    private static String second(Instant at) {
        return seconds(at).toString();
    }

    private static Optional<Instant> time(JsonNode node) {
        String text = Fields.text(node);
        return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    }
}
