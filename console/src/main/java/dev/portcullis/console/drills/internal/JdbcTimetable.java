package dev.portcullis.console.drills.internal;

import static java.util.Objects.requireNonNull;

import dev.portcullis.console.drills.DrillSchedule;
import java.util.List;
import java.util.function.LongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import tools.jackson.databind.json.JsonMapper;

/** Schedules in the console's database, each as one JSON document. */
final class JdbcTimetable {
    private final JdbcClient jdbc;
    private final JsonMapper json = JsonMapper.shared();

    JdbcTimetable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<DrillSchedule> all() {
        return jdbc
                .sql("select document from drill_schedule where document <> '' order by number")
                .query(String.class)
                .list()
                .stream()
                .map(document -> json.readValue(document, DrillSchedule.class))
                .toList();
    }

    /** Adds one under a new number. */
    DrillSchedule add(LongFunction<DrillSchedule> made) {
        var key = new GeneratedKeyHolder();
        jdbc.sql("insert into drill_schedule (document) values ('')").update(key, "number");
        return keep(made.apply(requireNonNull(key.getKeyAs(Long.class), "no number was given")));
    }

    DrillSchedule keep(DrillSchedule schedule) {
        jdbc.sql("update drill_schedule set document = :document where number = :number")
                .param("document", json.writeValueAsString(schedule))
                .param("number", schedule.number())
                .update();
        return schedule;
    }

    DrillSchedule remove(DrillSchedule schedule) {
        jdbc.sql("delete from drill_schedule where number = :number")
                .param("number", schedule.number())
                .update();
        return schedule;
    }
}
