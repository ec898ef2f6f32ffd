package dev.portcullis.policy.verdict;

import dev.portcullis.policy.PolicyId;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is said about one identity in one direction.
 *
 * @param enforced true if any policy speaks about it
 * @param isolated true if what no rule allows is denied
 * @param isolatedBy the policies that isolate it
 * @param unsure a rule of which it cannot be told whether it is about this subject
 */
record SubjectRules(
        boolean enforced,
        boolean isolated,
        List<PolicyId> isolatedBy,
        List<CompiledEntry> allows,
        List<CompiledEntry> denies,
        Optional<Doubt> unsure) {

    SubjectRules {
        isolatedBy = List.copyOf(isolatedBy);
        allows = List.copyOf(allows);
        denies = List.copyOf(denies);
    }
}
