package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.internal.GateMover.Move;
import dev.portcullis.policy.PolicyId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns policies on again when their time has come, and finishes what a crash left half done where
 * that is safe. The time is kept with the parked policy, so it survives a restart.
 */
final class RestoreTimer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreTimer.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);

    private final PolicyMirror mirror;
    private final GateKeeper keeper;
    private final Clock clock;
    private final Map<PolicyId, Instant> notBefore = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("policy-restore").daemon().factory());

    RestoreTimer(PolicyMirror mirror, GateKeeper keeper, Clock clock) {
        this.mirror = mirror;
        this.keeper = keeper;
        this.clock = clock;
    }

    /** Begins to look once a second. */
    void start() {
        var unused = timer.scheduleWithFixedDelay(this::safely, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void safely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("Looking for policies to restore failed; looking again in a second", e);
        }
    }

    /** Looks once. */
    void look() {
        var now = clock.instant();
        for (var parked : mirror.allParked()) {
            var id = parked.id();
            if (keeper.isMoving(id) || notBefore.getOrDefault(id, now).isAfter(now)) {
                continue;
            }
            reason(parked, now)
                    .ifPresent(
                            reason -> {
                                if (keeper.restore(id, reason) instanceof Move.Stopped stopped) {
                                    LOG.warn("{} is not on again: {}", id, stopped.sentence());
                                    notBefore.put(id, now.plus(AFTER_FAILURE));
                                }
                            });
        }
    }

    private Optional<String> reason(ParkedPolicy parked, Instant now) {
        var due = parked.restoreAt().filter(at -> !at.isAfter(now)).isPresent();
        if (due) {
            return Optional.of("Its time is over, as %s asked.".formatted(parked.by()));
        }
        // It is in the cluster with the parked rules: only the parked copy has to go.
        var state = GateStates.of(mirror.live(parked.id()), Optional.of(parked));
        return state.filter(GateState.RESTORING::equals)
                .map(_ -> "Finishes turning it on, which was interrupted.");
    }
}
