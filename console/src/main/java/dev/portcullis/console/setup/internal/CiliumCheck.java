package dev.portcullis.console.setup.internal;

import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.internal.ClusterFacts.Answer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether Cilium is there, and new enough. */
record CiliumCheck(ClusterFacts facts) implements Check {
    /** The oldest minor of Cilium 1 whose policies and flows the console was written for. */
    static final int OLDEST_MINOR = 18;

    private static final Pattern VERSION = Pattern.compile("[:/]v1\\.(\\d{1,3})\\.");

    @Override
    public SetupCheck make() {
        Finding finding =
                switch (facts.ciliumNodes()) {
                    case Answer.Given<Integer>(var nodes) -> nodes == 0 ? none() : of(nodes);
                    case Answer.Absent<Integer> _ -> none();
                    case Answer.Missing<Integer>(var why) ->
                            new Finding.Unchecked(
                                    "CiliumNodes cannot be listed: %s.".formatted(why),
                                    "See the checks of the API and of the console's rights.");
                };
        return new SetupCheck("cilium", "Cilium", finding);
    }

    private Finding of(int nodes) {
        Optional<String> image =
                facts.ciliumImage() instanceof Answer.Given<Optional<String>>(var known)
                        ? known
                        : Optional.empty();
        if (image.isEmpty()) {
            return new Finding.Sound(
                    "Cilium runs on %s; its version is not told, for there is no DaemonSet cilium in kube-system."
                            .formatted(nodes(nodes)));
        }
        Matcher version = VERSION.matcher(image.get());
        if (version.find() && Integer.parseInt(version.group(1)) < OLDEST_MINOR) {
            return new Finding.Wanting(
                    "%s runs on %s.".formatted(image.get(), nodes(nodes)),
                    "Upgrade Cilium to 1.%d or newer: older agents do not name the deciding policy in their flows."
                            .formatted(OLDEST_MINOR),
                    "helm upgrade cilium cilium/cilium -n kube-system --reuse-values --version 1.20.0");
        }
        return new Finding.Sound("%s runs on %s.".formatted(image.get(), nodes(nodes)));
    }

    private static Finding none() {
        return new Finding.Wanting(
                "The cluster has no CiliumNode: Cilium is not its network.",
                "Install Cilium with Hubble and its relay; without it there are no policies and no flows.",
                "helm install cilium cilium/cilium -n kube-system --set hubble.relay.enabled=true");
    }

    private static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }
}
