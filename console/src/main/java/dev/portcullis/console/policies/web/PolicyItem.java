package dev.portcullis.console.policies.web;

import dev.portcullis.console.policies.Enforcement;
import dev.portcullis.console.policies.Hits;
import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.policy.read.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A policy as JSON.
 *
 * @param namespace {@code -} if it has none
 * @param state {@code on}, {@code off}, {@code parking}, {@code restoring} or {@code invalid}
 * @param yaml the object for reading and for changing; null in lists
 */
record PolicyItem(
        String kind,
        String namespace,
        String name,
        String state,
        boolean busy,
        String description,
        String owner,
        Map<String, String> labels,
        Selects selects,
        HitSums hits,
        Proof enforcement,
        @Nullable Parked parked,
        @Nullable String invalid,
        List<Problem> problems,
        String resourceVersion,
        @Nullable String yaml) {

    /** Whom it is about. */
    record Selects(int pods, List<String> workloads) {}

    /** How often it decided in the last hour, in events. */
    record HitSums(long allowed, long denied) {
        static HitSums of(Hits hits) {
            return new HitSums(hits.allowedSum(), hits.deniedSum());
        }
    }

    /**
     * How far its last change has come.
     *
     * @param status {@code proven} or {@code not observed}
     */
    record Proof(
            String status,
            @Nullable Instant asked,
            @Nullable Instant applied,
            @Nullable Instant accepted,
            @Nullable Instant proven,
            @Nullable Instant lastProof,
            @Nullable Long timeToProofMs,
            String proof) {
        static Proof of(Enforcement e) {
            return new Proof(
                    e.proven().isPresent() ? "proven" : "not observed",
                    e.asked().orElse(null),
                    e.applied().orElse(null),
                    e.accepted().orElse(null),
                    e.proven().orElse(null),
                    e.lastProof().orElse(null),
                    e.timeToProof().map(Duration::toMillis).orElse(null),
                    e.proof());
        }
    }

    /** Who turned it off, and why. */
    record Parked(String by, String reason, @Nullable Instant at, @Nullable Instant restoreAt) {
        static Parked of(ParkedPolicy parked) {
            return new Parked(
                    parked.by(),
                    parked.reason(),
                    parked.at().orElse(null),
                    parked.restoreAt().orElse(null));
        }
    }

    /** As it stands in a list. */
    static PolicyItem listed(PolicyEntry entry) {
        return of(entry, null);
    }

    /** The whole of it. */
    static PolicyItem of(PolicyEntry entry) {
        return of(entry, entry.yaml());
    }

    private static PolicyItem of(PolicyEntry entry, @Nullable String yaml) {
        return new PolicyItem(
                entry.id().kind().word(),
                entry.id().namespace().isEmpty() ? "-" : entry.id().namespace(),
                entry.id().name(),
                entry.state().word(),
                entry.busy(),
                entry.description(),
                entry.owner().word(),
                entry.labels(),
                new Selects(entry.pods(), entry.selects()),
                HitSums.of(entry.hits()),
                Proof.of(entry.enforcement()),
                entry.parked().map(Parked::of).orElse(null),
                entry.invalid().orElse(null),
                entry.problems(),
                entry.resourceVersion(),
                yaml);
    }
}
