package dev.portcullis.console.setup.internal;

import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.internal.ClusterFacts.Answer;

/** Whether the Kubernetes API answers. */
record ApiCheck(ClusterFacts facts) implements Check {
    @Override
    public SetupCheck make() {
        Finding finding =
                switch (facts.version()) {
                    case Answer.Given<String>(var version) ->
                            new Finding.Sound(
                                    "Kubernetes %s answers at %s."
                                            .formatted(version, facts.address()));
                    case Answer.Absent<String> _ ->
                            wanting("%s is no Kubernetes API.".formatted(facts.address()));
                    case Answer.Missing<String>(var why) ->
                            wanting("%s does not answer: %s.".formatted(facts.address(), why));
                };
        return new SetupCheck("kubernetes", "Kubernetes API", finding);
    }

    private static Finding wanting(String seen) {
        return new Finding.Wanting(
                seen,
                "Check the kubeconfig and its context, or the pod's ServiceAccount; then this page"
                        + " again.",
                "kubectl version");
    }
}
