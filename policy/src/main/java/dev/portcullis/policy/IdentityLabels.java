package dev.portcullis.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which labels of a pod make its identity. Cilium leaves out what changes with every rollout or
 * replica, else each pod would be an identity of its own ({@code pkg/labelsfilter} default list).
 */
final class IdentityLabels {

    private static final Pattern KEPT =
            Pattern.compile(
                    "app\\.kubernetes\\.io.*|io\\.kubernetes\\.pod\\.namespace.*|io\\.cilium\\.k8s.*");

    private static final Pattern LEFT_OUT =
            Pattern.compile(
                    "io\\.kubernetes.*|kubernetes\\.io.*|.*beta\\.kubernetes\\.io.*|k8s\\.io.*"
                            + "|pod-template-generation|pod-template-hash|controller-revision-hash"
                            + "|annotation.*|etcd_node|controller-uid"
                            + "|statefulset\\.kubernetes\\.io/pod-name|apps\\.kubernetes\\.io/pod-index"
                            + "|batch\\.kubernetes\\.io/controller-uid|batch\\.kubernetes\\.io/job-completion-index");

    private IdentityLabels() {}

    static boolean belongs(String key) {
        return KEPT.matcher(key).matches() || !LEFT_OUT.matcher(key).matches();
    }

    static Labels of(
            String namespace,
            Map<String, String> podLabels,
            Map<String, String> namespaceLabels,
            String serviceAccount) {
        List<Label> labels = new ArrayList<>();
        podLabels.forEach(
                (key, value) -> {
                    if (belongs(key)) {
                        labels.add(Label.k8s(key, value));
                    }
                });
        namespaceLabels.forEach(
                (key, value) -> labels.add(Label.k8s(Labels.NAMESPACE_LABELS + "." + key, value)));
        labels.add(Label.k8s(Labels.NAMESPACE, namespace));
        labels.add(
                Label.k8s(
                        Labels.SERVICE_ACCOUNT,
                        serviceAccount.isEmpty() ? "default" : serviceAccount));
        labels.add(Label.k8s(Labels.CLUSTER, "default"));
        return Labels.of(labels);
    }
}
