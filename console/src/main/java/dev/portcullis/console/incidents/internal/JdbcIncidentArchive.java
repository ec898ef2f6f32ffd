package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Incidents in the console's database, each as one JSON document. The book keeps their number bounded. */
final class JdbcIncidentArchive implements IncidentArchive {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcIncidentArchive.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final JsonMapper json = JsonMapper.shared();

    JdbcIncidentArchive(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public List<Incident> all() {
        return jdbc
                .sql("select document from incident order by id")
                .query(String.class)
                .list()
                .stream()
                .flatMap(document -> read(String.valueOf(document)).stream())
                .toList();
    }

    @Override
    public long lastNumber() {
        return jdbc.sql("select last_number from incident_counter where id = 1")
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    @Override
    public void keep(Collection<Incident> incidents) {
        if (incidents.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(
                _ -> {
                    var highest = 0L;
                    for (var incident : incidents) {
                        highest = Math.max(highest, incident.id().number());
                        jdbc.sql(
                                        """
                                        merge into incident (id, document) key (id)
                                        values (:id, :document)
                                        """)
                                .param("id", incident.id().number())
                                .param("document", json.writeValueAsString(incident))
                                .update();
                    }
                    jdbc.sql(
                                    """
                                    update incident_counter set last_number = :highest
                                    where id = 1 and last_number < :highest
                                    """)
                            .param("highest", highest)
                            .update();
                });
    }

    @Override
    public void forget(Collection<IncidentId> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from incident where id in (:ids)")
                    .param("ids", ids.stream().map(IncidentId::number).toList())
                    .update();
        }
    }

    private Optional<Incident> read(String document) {
        try {
            return Optional.of(json.readValue(document, Incident.class));
        } catch (JacksonException e) {
            LOG.warn("A kept incident cannot be read and is left out", e);
            return Optional.empty();
        }
    }
}
