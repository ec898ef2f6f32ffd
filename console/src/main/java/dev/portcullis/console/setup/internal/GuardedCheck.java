package dev.portcullis.console.setup.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Posture;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import java.util.stream.Collectors;

/** Whether there is a guarded workload, and a policy isolates it. */
record GuardedCheck(Flows flows) implements Check {
    @Override
    public SetupCheck make() {
        return new SetupCheck("guarded", "Guarded workload", finding(flows.map().posture()));
    }

    private static Finding finding(Posture posture) {
        if (!posture.known()) {
            return new Finding.Unchecked(
                    "It is not known yet: %s.".formatted(posture.why()),
                    "See the checks of the API and of the console's rights.");
        }
        if (posture.guarded().isEmpty()) {
            return new Finding.Wanting(
                    "No workload carries the label portcullis.dev/guarded=true.",
                    "Label the workload whose gates the console is to watch.",
                    "kubectl -n users label statefulset mysql portcullis.dev/guarded=true");
        }
        String open =
                posture.guarded().stream()
                        .filter(guarded -> !guarded.isolated())
                        .map(Posture.Guarded::id)
                        .collect(Collectors.joining(", "));
        if (!open.isEmpty()) {
            return new Finding.Wanting(
                    "No policy isolates %s: whoever finds it may enter.".formatted(open),
                    "Turn its ingress policy on, or write one on the policies page.",
                    "kubectl get ciliumnetworkpolicies -A");
        }
        return new Finding.Sound(
                posture.guarded().stream()
                        .map(
                                guarded ->
                                        "%s is isolated, reachable by %d of %d workloads."
                                                .formatted(
                                                        guarded.id(),
                                                        guarded.reachableBy().size(),
                                                        guarded.of()))
                        .collect(Collectors.joining(" ")));
    }
}
