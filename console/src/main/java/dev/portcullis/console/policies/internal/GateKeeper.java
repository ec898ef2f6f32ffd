package dev.portcullis.console.policies.internal;

import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.policies.ToggleRequest;
import dev.portcullis.console.policies.ToggleResult.Why;
import dev.portcullis.console.policies.internal.GateMover.Move;
import dev.portcullis.policy.PolicyId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets one hand at a time move a gate, and only if it is written down first. */
final class GateKeeper {
    private final GateMover mover;
    private final AuditLog audit;
    private final PolicyMirror mirror;
    private final EnforcementWatch watch;
    private final Set<PolicyId> moving = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<PolicyId, ReentrantLock> locks = new ConcurrentHashMap<>();

    GateKeeper(GateMover mover, AuditLog audit, PolicyMirror mirror, EnforcementWatch watch) {
        this.mover = mover;
        this.audit = audit;
        this.mirror = mirror;
        this.watch = watch;
    }

    /** Whether the gate is being moved right now, by this console. */
    boolean isMoving(PolicyId id) {
        return moving.contains(id);
    }

    Move move(ToggleRequest request) {
        var lock = locks.computeIfAbsent(request.id(), _ -> new ReentrantLock());
        lock.lock();
        moving.add(request.id());
        mirror.announce();
        try {
            return recorded(request);
        } finally {
            moving.remove(request.id());
            lock.unlock();
            mirror.announce();
        }
    }

    private Move recorded(ToggleRequest request) {
        var id = request.id();
        GateMover.Before before;
        try {
            before = mover.look(id);
        } catch (ClusterRefusedException e) {
            return GateMover.stopped(e, "Nothing was changed.");
        }
        if (before.nothing()) {
            return new Move.Stopped(Why.MISSING, "There is no policy %s.".formatted(id.display()));
        }
        if (request.on() ? before.parking().isEmpty() : before.live().isEmpty()) {
            return new Move.Nothing();
        }
        var action = request.on() ? "policy.on" : "policy.off";
        var detail = request.restoreAfter().map(time -> "Turns on again after " + time).orElse("");
        var event = new AuditEvent(request.user(), action, id.toString(), request.reason(), detail);
        return switch (audit.record(event)) {
            case RecordResult.Unwritable unwritable ->
                    new Move.Stopped(Why.UNRECORDED, unwritable.why());
            case RecordResult.Recorded recorded -> {
                watch.asked(id, request.on());
                var move = carriedOut(() -> request.on() ? mover.on(id) : mover.off(request));
                watch.applied(id, move instanceof Move.Done);
                conclude(recorded.seq(), move);
                yield move;
            }
        };
    }

    private static Move carriedOut(Supplier<Move> move) {
        try {
            return move.get();
        } catch (ClusterRefusedException e) {
            return GateMover.stopped(e, "The state shown is what is in the cluster.");
        }
    }

    private void conclude(long seq, Move move) {
        switch (move) {
            case Move.Done done -> audit.outcome(seq, Outcome.DONE, String.join(" ", done.steps()));
            case Move.Nothing _ -> audit.outcome(seq, Outcome.DONE, "It was there already.");
            case Move.Stopped stopped ->
                    audit.outcome(
                            seq,
                            stopped.why() == Why.HALFWAY ? Outcome.FAILED : Outcome.REFUSED,
                            stopped.sentence());
        }
    }

    /** Turns a policy on in the console's own name. */
    Move restore(PolicyId id, String reason) {
        return move(
                new ToggleRequest(id, true, reason, java.util.Optional.empty(), User.console()));
    }
}
