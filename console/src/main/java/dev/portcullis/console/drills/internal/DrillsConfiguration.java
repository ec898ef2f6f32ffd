package dev.portcullis.console.drills.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Workloads;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sets the drills up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DrillSettings.class)
class DrillsConfiguration {
    @Bean(destroyMethod = "close")
    DrillDesk drills(
            DrillSettings settings,
            KubernetesClient client,
            Flows flows,
            EnforcedPolicies policies,
            Workloads workloads,
            AuditLog audit,
            ObjectProvider<Detections> detections,
            JdbcClient jdbc,
            Clock clock) {
        var around =
                new DrillRun.Surroundings(
                        new Fabric8AttackJobs(client, settings),
                        new FlowsTap(flows),
                        new Fabric8ControlReports(client, settings, clock),
                        new EnforcedPolicyVoice(policies, workloads),
                        new Fabric8PolicySnapshots(client),
                        id -> detections.getIfAvailable(() -> Detections.NONE).first(id),
                        clock,
                        Pace.USUAL,
                        _ -> {},
                        () -> {});
        return new DrillDesk(
                settings, around, audit, new JdbcDrillArchive(jdbc), new SecureRandom());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Reaper drillReaper(DrillDesk drills) {
        return new Reaper(drills::reap);
    }

    @Bean
    DrillAttempts drillAttempts(DrillDesk drills) {
        return new DrillAttempts(drills);
    }

    @Bean
    DrillMeters drillMeters(DrillDesk drills) {
        return new DrillMeters(drills);
    }
}
