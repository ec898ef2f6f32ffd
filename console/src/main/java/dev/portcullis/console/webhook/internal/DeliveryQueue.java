package dev.portcullis.console.webhook.internal;

import dev.portcullis.console.webhook.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Deliveries in the console's database, so that a restart loses none. Bounded. */
final class DeliveryQueue {
    static final int MOST_WAITING = 1_000;
    static final int KEPT = 200;

    private static final String COLUMNS =
            "id, created_at, event, about, state, attempts, next_attempt, answer";

    private final JdbcClient jdbc;

    DeliveryQueue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is to be sent next. */
    record Due(Delivery delivery, String body) {}

    /** Adds one; if too many wait, the oldest is given up. */
    void add(UUID id, Instant now, String event, String about, String body) {
        if (waiting() >= MOST_WAITING) {
            jdbc.sql(
                            """
                            update webhook_delivery
                            set state = 'GIVEN_UP', answer = 'Too many waited; this was the oldest.'
                            where id = (select id from webhook_delivery where state = 'WAITING'
                                        order by created_at fetch first row only)
                            """)
                    .update();
        }
        jdbc.sql(
                        """
                        insert into webhook_delivery
                            (id, created_at, event, about, body, state, attempts, next_attempt, answer)
                        values (:id, :now, :event, :about, :body, 'WAITING', 0, :now, '')
                        """)
                .param("id", id.toString())
                .param("now", time(now))
                .param("event", event)
                .param("about", about)
                .param("body", body)
                .update();
    }

    /** The one that has been due the longest. */
    Optional<Due> due(Instant now) {
        return jdbc.sql(
                        """
                        select %s, body from webhook_delivery
                        where state = 'WAITING' and next_attempt <= :now
                        order by next_attempt, created_at fetch first row only
                        """
                                .formatted(COLUMNS))
                .param("now", time(now))
                .query(
                        (row, number) ->
                                new Due(
                                        delivery(row, number),
                                        String.valueOf(row.getString("body"))))
                .optional();
    }

    /** Writes down what came of an attempt. */
    void attempted(UUID id, Delivery.State state, Instant next, String answer) {
        jdbc.sql(
                        """
                        update webhook_delivery
                        set state = :state, attempts = attempts + 1, next_attempt = :next,
                            answer = :answer
                        where id = :id
                        """)
                .param("id", id.toString())
                .param("state", state.name())
                .param("next", time(next))
                .param("answer", answer.length() > 400 ? answer.substring(0, 400) : answer)
                .update();
        jdbc.sql(
                        """
                        delete from webhook_delivery
                        where state <> 'WAITING' and id not in (
                            select id from webhook_delivery where state <> 'WAITING'
                            order by created_at desc fetch first :kept rows only)
                        """)
                .param("kept", KEPT)
                .update();
    }

    int waiting() {
        return jdbc.sql("select count(*) from webhook_delivery where state = 'WAITING'")
                .query(Integer.class)
                .single();
    }

    List<Delivery> newest(int limit) {
        return jdbc.sql(
                        """
                        select %s from webhook_delivery
                        order by created_at desc fetch first :limit rows only
                        """
                                .formatted(COLUMNS))
                .param("limit", limit)
                .query(DeliveryQueue::delivery)
                .list();
    }

    private static Delivery delivery(ResultSet row, int number) throws SQLException {
        return new Delivery(
                UUID.fromString(row.getString("id")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("event"),
                row.getString("about"),
                Delivery.State.valueOf(row.getString("state")),
                row.getInt("attempts"),
                row.getObject("next_attempt", OffsetDateTime.class).toInstant(),
                row.getString("answer"));
    }

    private static OffsetDateTime time(Instant at) {
        return OffsetDateTime.ofInstant(at, ZoneOffset.UTC);
    }
}
