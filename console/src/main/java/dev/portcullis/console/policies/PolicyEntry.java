package dev.portcullis.console.policies;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.read.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One policy and all the page shows of it.
 *
 * @param id its name
 * @param state where its gate stands
 * @param busy whether this console is moving the gate right now
 * @param description what it is for, in its author's words; may be empty
 * @param labels of the object
 * @param owner who else keeps it in place
 * @param policy as the engine reads it; empty if it cannot
 * @param problems what the engine finds wrong; where {@code policy} is present, warnings only
 * @param invalid why the cluster calls it invalid; empty if it does not
 * @param yaml the object for reading, without what the API server adds
 * @param resourceVersion the version in the cluster; empty while off
 * @param parked what is parked under its name
 * @param selects the workloads it is about, as {@code namespace/name}
 * @param pods how many pods they have together
 * @param hits how often it decided lately
 * @param enforcement how far its last change has come
 */
public record PolicyEntry(
        PolicyId id,
        GateState state,
        boolean busy,
        String description,
        Map<String, String> labels,
        Owner owner,
        Optional<Policy> policy,
        List<Problem> problems,
        Optional<String> invalid,
        String yaml,
        String resourceVersion,
        Optional<ParkedPolicy> parked,
        List<String> selects,
        int pods,
        Hits hits,
        Enforcement enforcement) {
    public PolicyEntry {
        requireNonNull(id, "id is null");
        requireNonNull(state, "state is null");
        labels = Map.copyOf(labels);
        problems = List.copyOf(problems);
        selects = List.copyOf(selects);
    }
}
