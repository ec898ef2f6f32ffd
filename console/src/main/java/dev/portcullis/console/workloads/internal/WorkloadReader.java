package dev.portcullis.console.workloads.internal;

import static java.util.Objects.requireNonNullElse;

import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.ClusterWorkload.Isolation;
import dev.portcullis.console.workloads.Rollout;
import dev.portcullis.console.workloads.WorkloadId;
import dev.portcullis.console.workloads.WorkloadKind;
import dev.portcullis.console.workloads.WorkloadPod;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.verdict.PolicySet;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts workloads together from the cluster's objects, and asks the policies in force about each. */
final class WorkloadReader {
    private final WorkloadObjects objects;
    private final Workloads known;
    private final EnforcedPolicies policies;

    WorkloadReader(WorkloadObjects objects, Workloads known, EnforcedPolicies policies) {
        this.objects = objects;
        this.known = known;
        this.policies = policies;
    }

    List<ClusterWorkload> read() {
        var pods = podsByOwner();
        var set = policies.current();
        var all = new ArrayList<ClusterWorkload>();
        for (var deployment : objects.deployments()) {
            int wanted = requireNonNullElse(deployment.getSpec().getReplicas(), 1);
            var template = deployment.getSpec().getTemplate();
            add(
                    all,
                    WorkloadKind.DEPLOYMENT,
                    deployment,
                    wanted,
                    template,
                    Rollouts.of(deployment),
                    pods,
                    set);
        }
        for (var stateful : objects.statefulSets()) {
            int wanted = requireNonNullElse(stateful.getSpec().getReplicas(), 1);
            var template = stateful.getSpec().getTemplate();
            add(
                    all,
                    WorkloadKind.STATEFUL_SET,
                    stateful,
                    wanted,
                    template,
                    Rollouts.of(stateful),
                    pods,
                    set);
        }
        for (var daemons : objects.daemonSets()) {
            int wanted =
                    daemons.getStatus() == null
                            ? 0
                            : Rollouts.count(daemons.getStatus().getDesiredNumberScheduled());
            var template = daemons.getSpec().getTemplate();
            add(
                    all,
                    WorkloadKind.DAEMON_SET,
                    daemons,
                    wanted,
                    template,
                    Rollouts.of(daemons),
                    pods,
                    set);
        }
        all.sort(Comparator.comparing(ClusterWorkload::id));
        return all;
    }

    private void add(
            List<ClusterWorkload> all,
            WorkloadKind kind,
            HasMetadata object,
            int wanted,
            PodTemplateSpec template,
            Rollout rollout,
            Map<String, List<Pod>> pods,
            Optional<PolicySet> set) {
        var metadata = object.getMetadata();
        var id = WorkloadId.of(kind.word(), metadata.getNamespace(), metadata.getName());
        if (id.isEmpty()) {
            return;
        }
        var own =
                pods.getOrDefault(id.get().display(), List.of()).stream()
                        .map(Pods::read)
                        .sorted(Comparator.comparing(WorkloadPod::name))
                        .toList();
        var seen = known.find(metadata.getNamespace(), metadata.getName());
        all.add(
                new ClusterWorkload(
                        id.get(),
                        seen.map(Workload::guarded).orElse(false),
                        wanted,
                        (int) own.stream().filter(WorkloadPod::ready).count(),
                        own.stream().mapToInt(WorkloadPod::restarts).sum(),
                        template.getSpec().getContainers().stream()
                                .map(Container::getImage)
                                .map(image -> requireNonNullElse(image, ""))
                                .distinct()
                                .toList(),
                        isolation(set, seen, Direction.INGRESS),
                        isolation(set, seen, Direction.EGRESS),
                        selectedBy(set, seen),
                        rollout,
                        Owner.of(
                                        requireNonNullElse(metadata.getLabels(), Map.of()),
                                        requireNonNullElse(metadata.getAnnotations(), Map.of()))
                                .word(),
                        own.stream().limit(ClusterWorkload.MOST_PODS).toList()));
    }

    private Map<String, List<Pod>> podsByOwner() {
        var pods = new HashMap<String, List<Pod>>();
        for (var pod : objects.pods()) {
            var metadata = pod.getMetadata();
            known.ownerOf(metadata.getNamespace(), metadata.getName())
                    .ifPresent(
                            owner ->
                                    pods.computeIfAbsent(
                                                    metadata.getNamespace() + "/" + owner,
                                                    _ -> new ArrayList<>())
                                            .add(pod));
        }
        return pods;
    }

    // All its pods must be isolated: one that is not is a hole.
    private static Isolation isolation(
            Optional<PolicySet> set, Optional<Workload> workload, Direction direction) {
        if (set.isEmpty() || workload.map(one -> one.endpoints().isEmpty()).orElse(true)) {
            return Isolation.UNKNOWN;
        }
        return workload.get().endpoints().stream()
                        .noneMatch(pod -> set.get().isolates(pod, direction).isEmpty())
                ? Isolation.ISOLATED
                : Isolation.OPEN;
    }

    private static List<String> selectedBy(Optional<PolicySet> set, Optional<Workload> workload) {
        var names = new TreeSet<String>();
        if (set.isPresent() && workload.isPresent()) {
            for (var pod : workload.get().endpoints()) {
                set.get().selecting(pod).forEach(policy -> names.add(policy.id().display()));
            }
        }
        return List.copyOf(names);
    }
}
