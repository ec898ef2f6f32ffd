package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Attackers that say what a test lets them say. */
final class InMemoryAttackJobs implements AttackJobs {
    private final Map<DrillId, Attacker> attackers = new HashMap<>();
    private String refusal = "";
    private boolean silent;

    private static final class Attacker {
        private final List<String> lines = new ArrayList<>();
        private State state = new State.Waiting("ContainerCreating");
        private boolean followed = true;
    }

    /** From now on the cluster refuses new attackers. */
    synchronized void refuse(String why) {
        refusal = why;
    }

    /** From now on the cluster does not answer; or it does again. */
    synchronized void silent(boolean isSilent) {
        silent = isSilent;
        notifyAll();
    }

    synchronized void runs(DrillId id) {
        attackers.get(id).state = new State.Running();
        notifyAll();
    }

    synchronized void says(DrillId id, String line) {
        attackers.get(id).lines.add(line);
        notifyAll();
    }

    synchronized void ends(DrillId id, String how) {
        attackers.get(id).state = new State.Ended(how);
        notifyAll();
    }

    /** Something of a drill that this process did not start. */
    synchronized void leave(DrillId id) {
        attackers.put(id, new Attacker());
    }

    @Override
    public synchronized Started start(DrillId id, DrillRequest request, String by) {
        answer();
        if (!refusal.isEmpty()) {
            return new Started.Refused(refusal);
        }
        attackers.put(id, new Attacker());
        return new Started.Accepted();
    }

    @Override
    public synchronized State state(DrillId id) {
        answer();
        var attacker = attackers.get(id);
        return attacker == null ? new State.Absent() : attacker.state;
    }

    @Override
    public void follow(DrillId id, Consumer<String> line) {
        var next = 0;
        while (true) {
            String said;
            synchronized (this) {
                answer();
                var attacker = attackers.get(id);
                if (attacker == null) {
                    return;
                }
                if (next == attacker.lines.size()) {
                    if (attacker.state instanceof State.Ended || !attacker.followed) {
                        return;
                    }
                    try {
                        wait(1_000);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    continue;
                }
                said = attacker.lines.get(next++);
            }
            line.accept(said);
        }
    }

    @Override
    public synchronized void stopFollowing(DrillId id) {
        var attacker = attackers.get(id);
        if (attacker != null) {
            attacker.followed = false;
        }
        notifyAll();
    }

    @Override
    public synchronized void delete(DrillId id) {
        answer();
        attackers.remove(id);
        notifyAll();
    }

    @Override
    public synchronized Set<DrillId> leftOver() {
        answer();
        return Set.copyOf(attackers.keySet());
    }

    private void answer() {
        if (silent) {
            throw new ClusterSilentException(
                    "The Kubernetes API did not answer: refused", new IllegalStateException());
        }
    }
}
