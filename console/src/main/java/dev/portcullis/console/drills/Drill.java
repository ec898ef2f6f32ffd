package dev.portcullis.console.drills;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A drill as it is now; a value.
 *
 * @param id its id
 * @param plan what is tried
 * @param planned how many attempts were asked for
 * @param interval from one attempt to the next
 * @param target {@code namespace/workload:port}
 * @param placement where the attacker stands
 * @param namespace where the attacker runs
 * @param guise the value of the label {@code app} that it wears
 * @param by who launched it
 * @param createdAt when it was written to the audit log
 * @param startedAt when the attacker ran
 * @param endedAt when the verdict was given
 * @param state how far it has come
 * @param verdict what it proved; empty until it ends
 * @param why the verdict in a sentence, or what it waits for
 * @param attempts the ledger so far
 * @param control the legitimate traffic beside it
 * @param policies what the policies said about it over time
 * @param missingEvents flows known to be lost while it ran
 * @param leftOver what of it is still in the cluster, in words; empty if nothing is
 * @param detection the incident it led to; empty without one
 * @param auditSeq the number of its entry in the audit log
 */
public record Drill(
        DrillId id,
        DrillPlan plan,
        int planned,
        Duration interval,
        String target,
        Placement placement,
        String namespace,
        String guise,
        String by,
        Instant createdAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        DrillState state,
        Optional<DrillVerdict> verdict,
        String why,
        List<Attempt> attempts,
        Control control,
        List<PolicySpan> policies,
        long missingEvents,
        String leftOver,
        Optional<Detections.Detection> detection,
        long auditSeq) {
    public Drill {
        requireNonNull(id, "id is null");
        attempts = List.copyOf(attempts);
        policies = List.copyOf(policies);
    }

    /** The same drill after the console ended in the middle of it and cleaned up later. */
    public Drill orphaned(Instant now) {
        return new Drill(
                id,
                plan,
                planned,
                interval,
                target,
                placement,
                namespace,
                guise,
                by,
                createdAt,
                startedAt,
                endedAt.or(() -> Optional.of(now)),
                DrillState.CLEANED,
                verdict.or(() -> Optional.of(DrillVerdict.INCONCLUSIVE)),
                verdict.isPresent()
                        ? why
                        : "Interrupted: the console ended while the drill ran. What it knew until then is kept.",
                attempts,
                control,
                policies,
                missingEvents,
                "",
                detection,
                auditSeq);
    }

    /** Attempts that reached the target. */
    public long gotThrough() {
        return attempts.stream().filter(attempt -> attempt.gotThrough(plan)).count();
    }

    /** Attempts the network reported as denied. */
    public long denied() {
        return attempts.stream()
                .filter(attempt -> attempt.network().sighting() == Sighting.DENIED)
                .count();
    }

    /** From the first denied attempt's start to its drop, in milliseconds. */
    public OptionalLong firstDropMs() {
        return attempts.stream()
                .map(attempt -> attempt.network().firstDropMs())
                .filter(ms -> ms != null)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** From the first attempt's start until an incident was opened, in milliseconds; empty without one. */
    public OptionalLong incidentMs() {
        return detection.isEmpty() || attempts.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(
                        Math.max(
                                0,
                                Duration.between(
                                                attempts.getFirst().client().at(),
                                                detection.get().at())
                                        .toMillis()));
    }

    /** From the first denied attempt's start until this console knew, in milliseconds. */
    public OptionalLong firstDetectionMs() {
        return attempts.stream()
                .map(attempt -> attempt.network().detectedMs())
                .filter(ms -> ms != null)
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** What became of the kept session, as the newest attempt tells it. */
    public HeldSession held() {
        return attempts.isEmpty() ? HeldSession.NONE : attempts.getLast().client().held();
    }
}
