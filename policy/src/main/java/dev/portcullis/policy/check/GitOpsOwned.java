package dev.portcullis.policy.check;

import dev.portcullis.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A policy that a GitOps controller keeps as it is in a repository: changes made here are undone. */
record GitOpsOwned() implements Check {

    @Override
    public List<Finding> run(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        for (Policy policy : subject.policies()) {
            owner(policy)
                    .ifPresent(
                            owner ->
                                    findings.add(
                                            new Finding(
                                                    Finding.Severity.NOTE,
                                                    "gitops-owned",
                                                    policy.id(),
                                                    "",
                                                    owner
                                                            + " owns this policy and will undo changes made here.",
                                                    "Change it in its repository, or suspend "
                                                            + owner
                                                            + " for it.")));
        }
        return findings;
    }

    static Optional<String> owner(Policy policy) {
        if (policy.annotations().containsKey("argocd.argoproj.io/tracking-id")
                || policy.labels().containsKey("argocd.argoproj.io/instance")) {
            return Optional.of("Argo CD");
        }
        if (policy.labels().containsKey("kustomize.toolkit.fluxcd.io/name")
                || policy.labels().containsKey("helm.toolkit.fluxcd.io/name")) {
            return Optional.of("Flux");
        }
        return Optional.empty();
    }
}
