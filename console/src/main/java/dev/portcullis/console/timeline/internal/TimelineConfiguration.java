package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.incidents.Incidents;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.timeline.EvidenceExport;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts the timeline together. */
@Configuration(proxyBeanMethods = false)
class TimelineConfiguration {
    @Bean
    TimelineStore timelineStore(JdbcClient jdbc) {
        return new TimelineStore(jdbc);
    }

    @Bean
    PolicyHistory policyHistory(JdbcClient jdbc) {
        return new PolicyHistory(jdbc);
    }

    @Bean
    RecordedTimeline timeline(TimelineStore store, AuditLog audit) {
        return new RecordedTimeline(store, audit);
    }

    @Bean(destroyMethod = "close")
    Incidents.Registration timelineFollowing(Incidents incidents, RecordedTimeline timeline) {
        return incidents.onEvent(timeline::add);
    }

    @Bean(destroyMethod = "close")
    RolloutWatch rolloutWatch(KubernetesClient client, Clock clock, RecordedTimeline timeline) {
        return new RolloutWatch(client, clock, timeline::add);
    }

    @Bean(destroyMethod = "close")
    TimelineMarks timelineMarks(RecordedTimeline timeline, Clock clock) {
        return new TimelineMarks(timeline, clock);
    }

    @Bean(destroyMethod = "close")
    TimelineKeeper timelineKeeper(
            PolicyHistory history, TimelineStore store, Policies policies, Clock clock) {
        return new TimelineKeeper(history, store, policies, clock);
    }

    @Bean
    EvidenceExport evidenceExport(
            RecordedTimeline timeline,
            Incidents incidents,
            Drills drills,
            Flows flows,
            PolicyHistory policies,
            AuditLog audit,
            Clock clock) {
        return new PackedEvidence(timeline, incidents, drills, flows, policies, audit, clock);
    }
}
