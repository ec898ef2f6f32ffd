package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.policy.PolicyId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Lets the console die before or after the n-th thing it writes. */
final class CrashingPolicyCluster implements PolicyCluster {
    /** The process is gone. Nothing in the console may catch it. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final PolicyCluster cluster;
    private final int step;
    private final boolean after;
    private int written;

    CrashingPolicyCluster(PolicyCluster cluster, int step, boolean after) {
        this.cluster = cluster;
        this.step = step;
        this.after = after;
    }

    private void write(Runnable request) {
        written++;
        if (written == step && !after) {
            throw new Death();
        }
        request.run();
        if (written == step) {
            throw new Death();
        }
    }

    @Override
    public Optional<LivePolicy> find(PolicyId id) {
        return cluster.find(id);
    }

    @Override
    public Optional<StoredParking> findParked(PolicyId id) {
        return cluster.findParked(id);
    }

    @Override
    public void park(ParkedPolicy policy) {
        write(() -> cluster.park(policy));
    }

    @Override
    public void park(ParkedPolicy policy, StoredParking instead) {
        write(() -> cluster.park(policy, instead));
    }

    @Override
    public void delete(LivePolicy policy) {
        write(() -> cluster.delete(policy));
    }

    @Override
    public LivePolicy create(PolicyId id, ObjectNode manifest) {
        var made = new LivePolicy[1];
        write(() -> made[0] = cluster.create(id, manifest));
        return made[0];
    }

    @Override
    public void unpark(StoredParking parking) {
        write(() -> cluster.unpark(parking));
    }

    @Override
    public void tryOut(PolicyId id, ObjectNode manifest, Optional<String> version) {
        cluster.tryOut(id, manifest, version);
    }

    @Override
    public LivePolicy replace(PolicyId id, ObjectNode manifest, String version) {
        return cluster.replace(id, manifest, version);
    }
}
