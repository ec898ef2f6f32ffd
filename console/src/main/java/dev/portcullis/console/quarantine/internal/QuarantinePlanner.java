package dev.portcullis.console.quarantine.internal;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.quarantine.PlanResult;
import dev.portcullis.console.quarantine.QuarantinePlan;
import dev.portcullis.console.quarantine.QuarantineSubject;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds the labels a quarantine selects by, and whom that hits. */
final class QuarantinePlanner {
    /** Cilium adds these to every identity; they say where a pod is, not what it is. */
    private static final List<String> OF_THE_PLACE =
            List.of(Labels.NAMESPACE, Labels.NAMESPACE_LABELS, "io.cilium.k8s.policy");

    private static final int LOOKED_AT = 20_000;

    private final Flows flows;
    private final Workloads workloads;
    private final Set<String> untouchable;

    /** @param untouchable namespaces nobody may be quarantined in: the console's own, and the system's */
    QuarantinePlanner(Flows flows, Workloads workloads, Set<String> untouchable) {
        this.flows = flows;
        this.workloads = workloads;
        this.untouchable = untouchable;
    }

    PlanResult plan(QuarantineSubject subject) {
        if (untouchable.contains(subject.namespace())) {
            return new PlanResult.Refused(
                    "Nothing in %s can be quarantined here: the console and the cluster's own parts"
                                    .formatted(subject.namespace())
                            + " would cut themselves off.");
        }
        var labels = labels(subject);
        if (labels.isEmpty()) {
            return new PlanResult.Refused(
                    "No labels of %s are known that a policy could select it by. It may be gone;"
                                    .formatted(subject.id())
                            + " look whether its pods run.");
        }
        var manifest = QuarantinePolicy.manifest(subject, labels);
        var yaml = QuarantinePolicy.yaml(manifest);
        var hit = hit(manifest);
        return new PlanResult.Planned(
                new QuarantinePlan(
                        subject,
                        QuarantinePolicy.id(subject.namespace(), labels),
                        labels,
                        yaml,
                        "kubectl apply -f - <<'EOF'\n%sEOF".formatted(yaml),
                        hit.stream().map(Workload::id).toList(),
                        hit.stream().filter(Workload::guarded).map(Workload::id).toList(),
                        warnings(subject, hit)));
    }

    SortedMap<String, String> labels(QuarantineSubject subject) {
        var ofPod = subject.pod().flatMap(pod -> ofPod(subject.namespace(), pod));
        return ofPod.orElseGet(() -> ofWorkload(subject));
    }

    /** The labels of a pod as the newest flow tells them. */
    private Optional<SortedMap<String, String>> ofPod(String namespace, String pod) {
        return flows
                .recent(FlowQuery.newest(LOOKED_AT, flow -> end(flow, namespace, pod).isPresent()))
                .stream()
                .findFirst()
                .flatMap(flow -> end(flow, namespace, pod))
                .map(end -> usable(Labels.parse(end.labels())))
                .filter(labels -> !labels.isEmpty());
    }

    private static Optional<FlowPeer> end(Flow flow, String namespace, String pod) {
        for (var end : List.of(flow.source(), flow.destination())) {
            if (end.namespace().equals(namespace) && end.pod().equals(pod)) {
                return Optional.of(end);
            }
        }
        return Optional.empty();
    }

    /** What all pods of a workload have in common. */
    private SortedMap<String, String> ofWorkload(QuarantineSubject subject) {
        var endpoints =
                workloads
                        .find(subject.namespace(), subject.workload())
                        .map(Workload::endpoints)
                        .orElse(List.of());
        var common = new TreeMap<String, String>();
        for (var i = 0; i < endpoints.size(); i++) {
            var labels = usable(endpoints.get(i).labels());
            if (i == 0) {
                common.putAll(labels);
            } else {
                common.entrySet().retainAll(labels.entrySet());
            }
        }
        return common;
    }

    private static SortedMap<String, String> usable(Labels labels) {
        var usable = new TreeMap<String, String>();
        for (Label label : labels) {
            var key = label.key();
            if (label.source().equals(Label.K8S)
                    && OF_THE_PLACE.stream().noneMatch(key::startsWith)) {
                usable.put(key, label.value());
            }
        }
        return usable;
    }

    private List<Workload> hit(java.util.Map<String, Object> manifest) {
        var policies =
                switch (PolicyParser.parse(manifest)) {
                    case ParseResult.Parsed parsed -> parsed.policies();
                    case ParseResult.Rejected _ -> List.<Policy>of();
                };
        var alone = PolicySet.compile(policies);
        return workloads.all().stream()
                .filter(workload -> selects(alone, workload.endpoints()))
                .toList();
    }

    private static boolean selects(PolicySet alone, Collection<Peer.Pod> endpoints) {
        return endpoints.stream().anyMatch(pod -> !alone.selecting(pod).isEmpty());
    }

    private static List<String> warnings(QuarantineSubject subject, List<Workload> hit) {
        var warnings = new ArrayList<String>();
        var others = new TreeSet<String>();
        hit.stream().map(Workload::id).filter(id -> !id.equals(subject.id())).forEach(others::add);
        if (!others.isEmpty()) {
            warnings.add(
                    "The same labels are worn by %s: they are cut off as well."
                            .formatted(String.join(", ", others)));
        }
        if (hit.isEmpty()) {
            warnings.add(
                    "No pod wears these labels now. The quarantine holds for those that will.");
        }
        warnings.add(
                "The kubelet's probes come from the host and are denied too: a pod with probes over"
                        + " the network will be called unready, and may be restarted.");
        return warnings;
    }
}
