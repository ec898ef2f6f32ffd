package dev.portcullis.console.quarantine;

import dev.portcullis.policy.PolicyId;
import java.util.List;
import java.util.Map;

/**
 * A quarantine before it begins: the policy that would be made and whom it would hit.
 *
 * @param subject whom it is about
 * @param policy the policy's name
 * @param labels what it selects by
 * @param yaml the policy, whole
 * @param kubectl the command that makes it by hand
 * @param workloads the workloads it selects pods of, as {@code namespace/name}
 * @param guarded those of them that are guarded; not empty: it needs a second confirmation
 * @param warnings what else to know before, a sentence each
 */
public record QuarantinePlan(
        QuarantineSubject subject,
        PolicyId policy,
        Map<String, String> labels,
        String yaml,
        String kubectl,
        List<String> workloads,
        List<String> guarded,
        List<String> warnings) {
    public QuarantinePlan {
        labels = Map.copyOf(labels);
        workloads = List.copyOf(workloads);
        guarded = List.copyOf(guarded);
        warnings = List.copyOf(warnings);
    }
}
