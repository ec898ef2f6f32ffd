package dev.portcullis.console.flows.internal;

import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.verdict.PolicySet;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Follows Cilium's policies through informers, and compiles them when somebody asks. */
final class KubernetesPolicies implements EnforcedPolicies, AutoCloseable {
    private final ClusterPulse pulse;
    private final KubernetesSerialization serialization;
    private final AtomicLong version = new AtomicLong();
    private final List<Informers.Followed<GenericKubernetesResource>> followed;
    private volatile long compiledVersion = -1;
    private volatile @Nullable PolicySet compiled;
    private volatile List<String> unreadable = List.of();

    KubernetesPolicies(KubernetesClient client, ClusterPulse pulse) {
        this.pulse = pulse;
        this.serialization = client.getKubernetesSerialization();
        Runnable changed = version::incrementAndGet;
        followed =
                List.of(
                        Informers.follow(
                                client.genericKubernetesResources(
                                                cilium(
                                                        "CiliumNetworkPolicy",
                                                        "ciliumnetworkpolicies",
                                                        true))
                                        .inAnyNamespace(),
                                changed),
                        Informers.follow(
                                client.genericKubernetesResources(
                                        cilium(
                                                "CiliumClusterwideNetworkPolicy",
                                                "ciliumclusterwidenetworkpolicies",
                                                false)),
                                changed));
    }

    private static ResourceDefinitionContext cilium(
            String kind, String plural, boolean namespaced) {
        return new ResourceDefinitionContext.Builder()
                .withGroup("cilium.io")
                .withVersion("v2")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(namespaced)
                .build();
    }

    @Override
    public Optional<PolicySet> current() {
        if (!followed.stream().allMatch(Informers.Followed::synced)) {
            return Optional.empty();
        }
        return Optional.of(compiled());
    }

    @Override
    public long version() {
        // Being in step is a change as well: with no policy at all there is no other.
        return version.get() * 4 + followed.stream().filter(Informers.Followed::synced).count();
    }

    @Override
    public Optional<String> problem() {
        if (pulse.state() instanceof ClusterPulse.State.Silent(var _, var why)) {
            return Optional.of(why);
        }
        return unreadable.isEmpty()
                ? Optional.empty()
                : Optional.of("Policies that cannot be read: " + String.join(", ", unreadable));
    }

    @Override
    public void close() {
        followed.forEach(Informers.Followed::close);
    }

    private synchronized PolicySet compiled() {
        long wanted = version.get();
        var known = compiled;
        if (known != null && wanted == compiledVersion) {
            return known;
        }
        var policies = new ArrayList<Policy>();
        var failed = new ArrayList<String>();
        for (var kind : followed) {
            for (var resource : kind.list()) {
                switch (PolicyParser.parse(tree(resource))) {
                    case ParseResult.Parsed parsed -> policies.addAll(parsed.policies());
                    case ParseResult.Rejected _ ->
                            failed.add(
                                    resource.getMetadata().getNamespace()
                                            + "/"
                                            + resource.getMetadata().getName());
                }
            }
        }
        var set = PolicySet.compile(policies);
        unreadable = List.copyOf(failed);
        compiled = set;
        compiledVersion = wanted;
        return set;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> tree(GenericKubernetesResource resource) {
        return serialization.convertValue(resource, Map.class);
    }
}
