package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.policy.PolicyId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Passes everything on, for tests that change one step. */
class ForwardingPolicyCluster implements PolicyCluster {
    private final PolicyCluster cluster;

    ForwardingPolicyCluster(PolicyCluster cluster) {
        this.cluster = cluster;
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
        cluster.park(policy);
    }

    @Override
    public void park(ParkedPolicy policy, StoredParking instead) {
        cluster.park(policy, instead);
    }

    @Override
    public void delete(LivePolicy policy) {
        cluster.delete(policy);
    }

    @Override
    public LivePolicy create(PolicyId id, ObjectNode manifest) {
        return cluster.create(id, manifest);
    }

    @Override
    public void unpark(StoredParking parking) {
        cluster.unpark(parking);
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
