package dev.portcullis.console.audit.internal;

import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.audit.Verification;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** The audit log in the console's database, and each line once more in the process's own log. */
final class JdbcAuditLog implements AuditLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.portcullis.audit");

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private static final String COLUMNS =
            "seq, at, about, actor, origin, action, object, reason, outcome, detail, hash";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final HashChain chain;
    private final Clock clock;
    private final ReentrantLock oneWriter = new ReentrantLock();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    JdbcAuditLog(JdbcClient jdbc, TransactionTemplate transactions, HashChain chain, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.chain = chain;
        this.clock = clock;
    }

    @Override
    public RecordResult record(AuditEvent event) {
        try {
            var entry =
                    append(
                            seq ->
                                    line(
                                            seq,
                                            seq,
                                            event.actor().name(),
                                            event.actor().origin(),
                                            event.action(),
                                            event.object(),
                                            event.reason(),
                                            Outcome.STARTED,
                                            event.detail()));
            return new RecordResult.Recorded(entry.seq());
        } catch (DataAccessException | TransactionException e) {
            LOG.error("The audit log cannot be written, so {} is refused", event.action(), e);
            return new RecordResult.Unwritable(
                    "The audit log cannot be written, so nothing was done. Check the disk behind"
                            + " PORTCULLIS_STORE.");
        }
    }

    @Override
    public void outcome(long seq, Outcome outcome, String detail) {
        try {
            var start = find(seq);
            append(
                    next ->
                            line(
                                    next,
                                    seq,
                                    start.map(AuditEntry::actor).orElse("unknown"),
                                    start.map(AuditEntry::origin).orElse("unknown"),
                                    start.map(AuditEntry::action).orElse("unknown"),
                                    start.map(AuditEntry::object).orElse("unknown"),
                                    "",
                                    outcome,
                                    detail));
        } catch (DataAccessException | TransactionException e) {
            // The start is on record; a start without an end is what a reader will find and ask
            // about.
            LOG.error("The outcome {} of audit entry {} cannot be written", outcome, seq, e);
        }
    }

    @Override
    public List<AuditEntry> newest(AuditQuery query, int offset, int limit) {
        return jdbc.sql(
                        """
                        select %s from audit_entry
                        where %s
                        order by seq desc offset :offset rows fetch next :limit rows only
                        """
                                .formatted(COLUMNS, MATCHES))
                .params(parameters(query))
                .param("offset", offset)
                .param("limit", limit)
                .query(JdbcAuditLog::entry)
                .list();
    }

    @Override
    public int count(AuditQuery query) {
        return jdbc.sql("select count(*) from audit_entry where " + MATCHES)
                .params(parameters(query))
                .query(Integer.class)
                .single();
    }

    @Override
    public Verification verify() {
        return new ChainWalk(chain).walk(jdbc);
    }

    @Override
    public Registration onEntry(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private AuditEntry append(LongFunction<AuditEntry> line) {
        AuditEntry written;
        oneWriter.lock();
        try {
            written = transactions.execute(_ -> insert(line));
        } finally {
            oneWriter.unlock();
        }
        LOG.info(
                "{} {} {} by {} from {}: {}",
                written.seq(),
                written.action(),
                PlainText.of(written.object()),
                PlainText.of(written.actor()),
                PlainText.of(written.origin()),
                written.outcome().word());
        listeners.forEach(Runnable::run);
        return written;
    }

    private AuditEntry insert(LongFunction<AuditEntry> line) {
        var head =
                jdbc.sql("select seq, hash from audit_head where id = 1")
                        .query((row, _) -> new Head(row.getLong("seq"), row.getString("hash")))
                        .optional();
        var before = head.orElse(new Head(0, HashChain.START));
        var bare = line.apply(before.seq() + 1);
        var hash = chain.hash(before.hash(), bare);
        jdbc.sql(
                        """
                        insert into audit_entry
                            (seq, at, about, actor, origin, action, object, reason, outcome, detail,
                             prev_hash, hash)
                        values (:seq, :at, :about, :actor, :origin, :action, :object, :reason,
                             :outcome, :detail, :before, :hash)
                        """)
                .param("seq", bare.seq())
                .param("at", OffsetDateTime.ofInstant(bare.at(), ZoneOffset.UTC))
                .param("about", bare.about())
                .param("actor", bare.actor())
                .param("origin", bare.origin())
                .param("action", bare.action())
                .param("object", bare.object())
                .param("reason", bare.reason())
                .param("outcome", bare.outcome().name())
                .param("detail", bare.detail())
                .param("before", before.hash())
                .param("hash", hash)
                .update();
        var headSql =
                head.isEmpty()
                        ? "insert into audit_head (id, seq, hash, seal) values (1, :seq, :hash, :seal)"
                        : "update audit_head set seq = :seq, hash = :hash, seal = :seal where id = 1";
        jdbc.sql(headSql)
                .param("seq", bare.seq())
                .param("hash", hash)
                .param("seal", chain.seal(bare.seq(), hash))
                .update();
        return bare;
    }

    private record Head(long seq, String hash) {}

    private Optional<AuditEntry> find(long seq) {
        return jdbc.sql("select " + COLUMNS + " from audit_entry where seq = :seq")
                .param("seq", seq)
                .query(JdbcAuditLog::entry)
                .optional();
    }

    private AuditEntry line(
            long seq,
            long about,
            String actor,
            String origin,
            String action,
            String object,
            String reason,
            Outcome outcome,
            String detail) {
        return new AuditEntry(
                seq,
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                about,
                PlainText.of(actor, 100),
                PlainText.of(origin, 100),
                PlainText.of(action, 60),
                PlainText.of(object, 400),
                PlainText.of(reason, 1000),
                outcome,
                PlainText.of(detail, 4000),
                "");
    }

    private static final String MATCHES =
            "lower(actor || ' ' || action || ' ' || object || ' ' || reason || ' ' || detail)"
                    + " like :text escape '!' and at >= :from and at < :to";

    private static Map<String, Object> parameters(AuditQuery query) {
        return Map.of(
                "text",
                pattern(query),
                "from",
                OffsetDateTime.ofInstant(query.from().orElse(Instant.EPOCH), ZoneOffset.UTC),
                "to",
                OffsetDateTime.ofInstant(query.to().orElse(END_OF_TIME), ZoneOffset.UTC));
    }

    private static String pattern(AuditQuery query) {
        var text = query.text().toLowerCase(Locale.ROOT);
        return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getLong("about"),
                row.getString("actor"),
                row.getString("origin"),
                row.getString("action"),
                row.getString("object"),
                row.getString("reason"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("detail"),
                row.getString("hash"));
    }
}
