package dev.portcullis.console.policies.internal;

import dev.portcullis.console.policies.ParkedPolicy;
import dev.portcullis.policy.PolicyId;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * The single steps of which moving a gate is made. Each either happens wholly or throws {@link
 * ClusterRefusedException}.
 */
interface PolicyCluster {
    /** The policy as it is in the cluster now, not as a cache remembers it. */
    Optional<LivePolicy> find(PolicyId id);

    /** What is parked under that name now. */
    Optional<StoredParking> findParked(PolicyId id);

    /** Parks, where nothing may be parked yet. */
    void park(ParkedPolicy policy);

    /** Parks in the place of what is parked, if that has not changed. */
    void park(ParkedPolicy policy, StoredParking instead);

    /** Deletes exactly this version of exactly this object. */
    void delete(LivePolicy policy);

    /** Creates the policy anew. */
    LivePolicy create(PolicyId id, ObjectNode manifest);

    /** Ends the parking, if it is still the same. */
    void unpark(StoredParking parking);

    /** Has the API server check a manifest and throw it away: anew, or in the place of that version. */
    void tryOut(PolicyId id, ObjectNode manifest, Optional<String> version);

    /** Puts the manifest in the place of exactly that version of the policy. */
    LivePolicy replace(PolicyId id, ObjectNode manifest, String version);

    /** Something parked, and the object it is parked in. */
    record StoredParking(ParkedPolicy policy, String uid, String resourceVersion) {}
}
