package dev.portcullis.console.drills.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.drills.Detections;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.flows.EnforcedPolicies;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Workloads;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
            PlatformTransactionManager transactions,
            Clock clock) {
        var archive = new JdbcDrillArchive(jdbc, new TransactionTemplate(transactions));
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
        return new DrillDesk(settings, around, audit, archive, new SecureRandom());
    }

    @Bean
    Timetable drillSchedules(Drills drills, AuditLog audit, JdbcClient jdbc, Clock clock) {
        return new Timetable(drills, audit, new JdbcTimetable(jdbc), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Beat drillTimetableBeat(Timetable schedules) {
        return new Beat("drill-timetable", schedules::tick, Duration.ofSeconds(5));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Beat drillReaper(DrillDesk drills) {
        return new Beat("drill-reaper", drills::reap, Duration.ofSeconds(30));
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
