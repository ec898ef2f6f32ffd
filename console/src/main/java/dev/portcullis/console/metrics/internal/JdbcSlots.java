package dev.portcullis.console.metrics.internal;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Keeps the minutes of the last day: 1,440 rows of a few kilobytes. */
final class JdbcSlots {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    JdbcSlots(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void save(Slot minute) {
        jdbc.sql(
                        """
                        merge into metrics_minute (begins_at, document) key (begins_at)
                        values (:second, :document)
                        """)
                .param("second", minute.second())
                .param("document", json.writeValueAsString(minute))
                .update();
    }

    List<Slot> since(long second) {
        return jdbc
                .sql(
                        """
                        select document from metrics_minute where begins_at >= :second order by begins_at
                        """)
                .param("second", second)
                .query(String.class)
                .list()
                .stream()
                .map(document -> json.readValue(document, Slot.class))
                .toList();
    }

    void forgetBefore(long second) {
        jdbc.sql("delete from metrics_minute where begins_at < :second")
                .param("second", second)
                .update();
    }
}
