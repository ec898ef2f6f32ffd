package dev.portcullis.policy.preview;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One step of a change of policies. */
public sealed interface PolicyChange {

    /** The policy is created, or takes the place of the one of its name. */
    record Put(Policy policy) implements PolicyChange {
        public Put {
            requireNonNull(policy, "policy is null");
        }
    }

    /** The policy is removed, if it is there. */
    record Remove(PolicyId id) implements PolicyChange {
        public Remove {
            requireNonNull(id, "id is null");
        }
    }

    /** The policies after these changes. */
    static List<Policy> apply(Collection<Policy> policies, Collection<PolicyChange> changes) {
        Map<PolicyId, Policy> after = new LinkedHashMap<>();
        policies.forEach(policy -> after.put(policy.id(), policy));
        for (PolicyChange change : changes) {
            switch (change) {
                case Put put -> after.put(put.policy().id(), put.policy());
                case Remove remove -> after.remove(remove.id());
            }
        }
        return new ArrayList<>(after.values());
    }
}
