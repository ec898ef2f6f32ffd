package dev.portcullis.console.setup.internal;

import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import java.util.List;

/** Whether every policy is one that Cilium enforces. */
record PoliciesCheck(Policies policies) implements Check {
    @Override
    public SetupCheck make() {
        return new SetupCheck("policies", "Policies", finding());
    }

    private Finding finding() {
        if (policies.problem().isPresent()) {
            return new Finding.Unchecked(
                    policies.problem().get().sentence(),
                    "See the checks of the API and of the console's rights.");
        }
        List<PolicyEntry> all = policies.list();
        List<PolicyEntry> invalid =
                all.stream().filter(entry -> entry.state() == GateState.INVALID).toList();
        if (!invalid.isEmpty()) {
            PolicyEntry first = invalid.getFirst();
            return new Finding.Wanting(
                    "%d of %d policies are invalid and enforce nothing; %s: %s"
                            .formatted(
                                    invalid.size(),
                                    all.size(),
                                    first.id(),
                                    first.invalid().orElse("no reason given")),
                    "Open it on the policies page, where the problem is marked.",
                    "kubectl get ciliumnetworkpolicies -A");
        }
        return all.isEmpty()
                ? new Finding.Wanting(
                        "There is no policy: everybody reaches everything.",
                        "Apply the policies of your overlay, or write the first one.",
                        "kubectl apply -k k8s/base/policies")
                : new Finding.Sound("%d policies, none of them invalid.".formatted(all.size()));
    }
}
