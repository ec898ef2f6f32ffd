package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.DrillId;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Drills in the console's database, each as one JSON document; the newest two hundred. */
final class JdbcDrillArchive implements DrillArchive {
    private static final Logger LOG = LoggerFactory.getLogger(JdbcDrillArchive.class);
    private static final int KEPT = 200;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json = JsonMapper.shared();

    JdbcDrillArchive(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public void keep(Drill drill, DrillEvidence evidence) {
        transactions.executeWithoutResult(
                _ -> {
                    keep(drill);
                    keep(drill.id(), evidence);
                });
    }

    private void keep(Drill drill) {
        jdbc.sql(
                        """
                        merge into drill (id, created_at, document) key (id)
                        values (:id, :createdAt, :document)
                        """)
                .param("id", drill.id().text())
                .param("createdAt", OffsetDateTime.ofInstant(drill.createdAt(), ZoneOffset.UTC))
                .param("document", json.writeValueAsString(drill))
                .update();
        jdbc.sql(
                        """
                        delete from drill
                        where id not in (select id from drill order by created_at desc limit :kept)
                        """)
                .param("kept", KEPT)
                .update();
    }

    private void keep(DrillId id, DrillEvidence evidence) {
        jdbc.sql(
                        """
                        merge into drill_evidence (drill, document) key (drill)
                        values (:drill, :document)
                        """)
                .param("drill", id.text())
                .param("document", json.writeValueAsString(evidence))
                .update();
    }

    @Override
    public Optional<DrillEvidence> evidence(DrillId id) {
        return jdbc.sql("select document from drill_evidence where drill = :drill")
                .param("drill", id.text())
                .query(String.class)
                .optional()
                .flatMap(document -> read(String.valueOf(document), DrillEvidence.class));
    }

    @Override
    public Optional<Drill> find(DrillId id) {
        return jdbc.sql("select document from drill where id = :id")
                .param("id", id.text())
                .query(String.class)
                .optional()
                .flatMap(document -> read(String.valueOf(document), Drill.class));
    }

    @Override
    public List<Drill> newest(int limit) {
        return jdbc
                .sql("select document from drill order by created_at desc limit :limit")
                .param("limit", limit)
                .query(String.class)
                .list()
                .stream()
                .flatMap(document -> read(String.valueOf(document), Drill.class).stream())
                .toList();
    }

    private <T> Optional<T> read(String document, Class<T> type) {
        try {
            return Optional.of(json.readValue(document, type));
        } catch (JacksonException e) {
            // Written by another version of the console; the audit log still has its verdict.
            LOG.debug("A kept drill cannot be read", e);
            return Optional.empty();
        }
    }
}
