package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.flows.Denials;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.incidents.Incidents;
import dev.portcullis.console.quarantine.Quarantines;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the parts of the incidents together. */
@Configuration(proxyBeanMethods = false)
class IncidentsConfiguration {
    @Bean
    IncidentArchive incidentArchive(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new JdbcIncidentArchive(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    IncidentBook incidentBook(IncidentArchive archive) {
        return new IncidentBook(archive.all(), archive.lastNumber());
    }

    @Bean(destroyMethod = "close")
    LiveIncidents incidents(
            IncidentBook book,
            IncidentArchive archive,
            Denials denials,
            NodeNames names,
            Workloads workloads,
            Drills drills,
            AuditLog audit,
            Flows flows,
            Clock clock,
            MeterRegistry meters,
            Quarantines quarantines) {
        var reader = new AttemptReader(denials, names, workloads, new Exercises(drills, workloads));
        return new LiveIncidents(
                book, reader, archive, audit, flows, clock, new AttemptCounts(meters), quarantines);
    }

    @Bean(destroyMethod = "close")
    IncidentDetections incidentDetections(Incidents incidents) {
        return new IncidentDetections(incidents);
    }

    @Bean(destroyMethod = "close")
    IncidentMeters incidentMeters(MeterRegistry meters, IncidentBook book, Incidents incidents) {
        return new IncidentMeters(meters, book, incidents);
    }
}
