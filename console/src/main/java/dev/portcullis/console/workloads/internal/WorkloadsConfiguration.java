package dev.portcullis.console.workloads.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.cluster.ClusterPulse;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.workloads.ClusterWorkloads;
import dev.portcullis.console.workloads.PodLogs;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the parts of the workloads feature together. */
@Configuration(proxyBeanMethods = false)
class WorkloadsConfiguration {
    @Bean(destroyMethod = "close")
    WorkloadObjects workloadObjects(KubernetesClient client) {
        return new WorkloadObjects(client);
    }

    @Bean
    ClusterWorkloads clusterWorkloads(
            WorkloadObjects objects,
            Workloads known,
            EnforcedPolicies policies,
            ClusterPulse pulse,
            KubernetesClient client,
            AuditLog audit,
            Clock clock) {
        return new LiveWorkloads(
                new WorkloadReader(objects, known, policies)::read,
                objects::problem,
                pulse,
                new WorkloadSteps(client, clock),
                new RightsDesk(client, clock),
                audit);
    }

    @Bean
    PodLogs podLogs(KubernetesClient client) {
        return new Fabric8PodLogs(client);
    }
}
