package dev.portcullis.console.policies.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.cluster.ClusterSettings;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.PolicySettings;
import dev.portcullis.console.questions.PolicyQuestions;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the policies feature together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicySettings.class)
class PolicyConfiguration {
    @Bean
    PolicyMirror policyMirror() {
        return new PolicyMirror();
    }

    @Bean
    PolicySets policySets(PolicyMirror mirror) {
        return new PolicySets(mirror);
    }

    @Bean
    EnforcementWatch enforcementWatch(PolicySets sets, PolicyMirror mirror, Clock clock) {
        return new EnforcementWatch(sets, mirror, clock);
    }

    @Bean
    PolicyCluster policyCluster(KubernetesClient client, ClusterSettings cluster) {
        return new Fabric8PolicyCluster(client, cluster.namespace());
    }

    @Bean(destroyMethod = "close")
    PolicyInformers policyInformers(
            KubernetesClient client,
            PolicyMirror mirror,
            EnforcementWatch watch,
            ClusterSettings cluster,
            PolicySettings settings) {
        var informers =
                new PolicyInformers(
                        client, mirror, watch, cluster.namespace(), settings.policyNamespaces());
        informers.start();
        return informers;
    }

    @Bean
    GateKeeper gateKeeper(
            PolicyCluster cluster,
            AuditLog audit,
            PolicyMirror mirror,
            EnforcementWatch watch,
            Clock clock) {
        return new GateKeeper(new GateMover(cluster, clock), audit, mirror, watch);
    }

    @Bean(destroyMethod = "close")
    RestoreTimer restoreTimer(PolicyMirror mirror, GateKeeper keeper, Clock clock) {
        var timer = new RestoreTimer(mirror, keeper, clock);
        timer.start();
        return timer;
    }

    @Bean
    ClusterView clusterView(Workloads workloads) {
        return new ListedWorkloads(workloads);
    }

    @Bean
    PolicyAuthoring policyAuthoring(PolicySets sets, PolicyQuestions questions, ClusterView view) {
        return new EngineAuthoring(sets, questions, view);
    }

    @Bean(destroyMethod = "close")
    Evidence evidence(Flows flows, EnforcementWatch watch) {
        return new Evidence(flows, watch);
    }

    @Bean
    Policies policies(
            PolicyMirror mirror,
            PolicySets sets,
            GateKeeper keeper,
            EnforcementWatch watch,
            PolicyCluster cluster,
            AuditLog audit,
            ClusterView view,
            PolicyQuestions questions,
            ClusterPulse pulse,
            PolicyInformers informers,
            ClusterSettings settings) {
        return new LivePolicies(
                mirror,
                sets,
                keeper,
                watch,
                new PolicyWriter(cluster, audit),
                view,
                questions,
                pulse,
                informers::problem,
                settings.namespace());
    }
}
