package dev.portcullis.console.timeline.internal;

import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineEvent;
import dev.portcullis.console.timeline.TimelineKind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Observed events in the console's database. Bounded in time and number. */
final class TimelineStore {
    static final int MOST = 20_000;

    private final JdbcClient jdbc;

    TimelineStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(TimelineEvent event) {
        jdbc.sql(
                        """
                        insert into timeline_event (at, kind, actor, title, detail, path)
                        values (:at, :kind, :actor, :title, :detail, :path)
                        """)
                .param("at", time(event.at()))
                .param("kind", event.kind().name())
                .param("actor", cut(event.actor(), 100))
                .param("title", cut(event.title(), 400))
                .param("detail", cut(event.detail(), 1_000))
                .param("path", cut(event.path(), 400))
                .update();
    }

    /** Forgets what is too old or too much. */
    void forget(Instant now) {
        jdbc.sql("delete from timeline_event where at < :before")
                .param("before", time(now.minus(Timeline.KEPT)))
                .update();
        jdbc.sql(
                        """
                        delete from timeline_event where id <=
                            (select coalesce(max(id), 0) from timeline_event) - :most
                        """)
                .param("most", MOST)
                .update();
    }

    /** The newest of these kinds, so that many of one kind leave room for the others. */
    List<TimelineEvent> between(Instant from, Instant to, Set<TimelineKind> kinds, int limit) {
        return jdbc.sql(
                        """
                        select at, kind, actor, title, detail, path from timeline_event
                        where at >= :from and at < :to and kind in (:kinds)
                        order by at desc, id desc fetch first :limit rows only
                        """)
                .param("from", time(from))
                .param("to", time(to))
                .param("kinds", kinds.stream().map(TimelineKind::name).toList())
                .param("limit", limit)
                .query(
                        (row, _) ->
                                new TimelineEvent(
                                        row.getObject("at", OffsetDateTime.class).toInstant(),
                                        TimelineKind.valueOf(row.getString("kind")),
                                        row.getString("actor"),
                                        row.getString("title"),
                                        row.getString("detail"),
                                        row.getString("path")))
                .list();
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }

    static OffsetDateTime time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
