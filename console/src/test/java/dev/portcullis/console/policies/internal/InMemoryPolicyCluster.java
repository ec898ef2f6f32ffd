package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.console.policies.internal.ClusterRefusedException.Refusal;
import dev.portcullis.policy.PolicyId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A cluster of two maps that keeps the rules of the real one: versions, uids, preconditions. */
class InMemoryPolicyCluster implements PolicyCluster {
    private final Map<PolicyId, LivePolicy> policies = new HashMap<>();
    private final Map<PolicyId, StoredParking> parked = new HashMap<>();
    private int version;

    @Override
    public Optional<LivePolicy> find(PolicyId id) {
        return Optional.ofNullable(policies.get(id));
    }

    @Override
    public Optional<StoredParking> findParked(PolicyId id) {
        return Optional.ofNullable(parked.get(id));
    }

    @Override
    public void park(ParkedPolicy policy) {
        if (parked.containsKey(policy.id())) {
            throw new ClusterRefusedException(Refusal.EXISTS, "It is parked already.");
        }
        parked.put(policy.id(), new StoredParking(policy, "uid-" + ++version, "" + version));
    }

    @Override
    public void park(ParkedPolicy policy, StoredParking instead) {
        check(parked.get(policy.id()), instead);
        parked.put(policy.id(), new StoredParking(policy, instead.uid(), "" + ++version));
    }

    @Override
    public void delete(LivePolicy policy) {
        check(policies.get(policy.id()), policy);
        policies.remove(policy.id());
    }

    @Override
    public LivePolicy create(PolicyId id, ObjectNode manifest) {
        if (policies.containsKey(id)) {
            throw new ClusterRefusedException(Refusal.EXISTS, "It exists already.");
        }
        var object = manifest.deepCopy();
        object.withObject("/metadata").put("uid", "uid-" + ++version);
        object.withObject("/metadata").put("resourceVersion", "" + version);
        var live = new LivePolicy(id, "uid-" + version, "" + version, object);
        policies.put(id, live);
        return live;
    }

    @Override
    public void unpark(StoredParking parking) {
        check(parked.get(parking.policy().id()), parking);
        parked.remove(parking.policy().id());
    }

    @Override
    public void tryOut(PolicyId id, ObjectNode manifest, Optional<String> version) {}

    @Override
    public LivePolicy replace(PolicyId id, ObjectNode manifest, String version) {
        var there = policies.get(id);
        if (there == null || !there.resourceVersion().equals(version)) {
            throw new ClusterRefusedException(
                    there == null ? Refusal.MISSING : Refusal.CONFLICT, "It has changed.");
        }
        policies.remove(id);
        return create(id, manifest);
    }

    /** Somebody else changes the policy. */
    void changeBehindTheBack(PolicyId id, ObjectNode manifest) {
        var uid = policies.get(id).uid();
        policies.put(id, new LivePolicy(id, uid, "" + ++version, manifest));
    }

    private static void check(Object there, Object expected) {
        if (there == null) {
            throw new ClusterRefusedException(Refusal.MISSING, "It is not there.");
        }
        if (!there.equals(expected)) {
            throw new ClusterRefusedException(Refusal.CONFLICT, "It has changed.");
        }
    }
}
