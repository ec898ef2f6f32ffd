package dev.portcullis.console.history.internal;

import dev.portcullis.console.flows.FlowMinute;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.StreamStatus;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.json.JsonMapper;

/** Minutes in the console's database: sums in columns for the overview, edges as one packed document. */
final class JdbcMinutes implements MinuteStore {
    private static final int MAX_MISSING = 20_000;
    private static final int MAX_DOCUMENT = 1 << 20;
    private static final long MINUTE_MILLIS = 60_000;
    // What a row takes beside its document
    private static final int ROW_BYTES = 200;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final JsonMapper json = JsonMapper.shared();

    JdbcMinutes(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** What is packed. */
    record Document(List<FlowMinute.EdgeCount> edges, List<MapNode> nodes, int folded) {}

    @Override
    public void keep(KeptMinute minute) {
        transactions.executeWithoutResult(_ -> write(minute));
    }

    private void write(KeptMinute part) {
        var before = minutes(part.epochMinute(), part.epochMinute() + 1);
        var whole = before.isEmpty() ? part : before.getFirst().plus(part).bounded();
        var document = pack(whole);
        jdbc.sql(
                        """
                        merge into history_minute
                            (epoch_minute, covered_millis, allowed, denied, undecided, lost, silent, bytes, document)
                            key (epoch_minute)
                        values (:minute, :covered, :allowed, :denied, :undecided, :lost, :silent, :bytes, :document)
                        """)
                .param("minute", whole.epochMinute())
                .param("covered", Math.min(MINUTE_MILLIS, whole.coveredMillis()))
                .param("allowed", whole.allowed())
                .param("denied", whole.denied())
                .param("undecided", whole.undecided())
                .param("lost", whole.lost())
                .param("silent", silent(whole.silent()))
                .param("bytes", document.length + ROW_BYTES)
                .param("document", document)
                .update();
        for (var span : part.missing()) {
            jdbc.sql(
                            """
                            insert into history_missing (from_millis, to_millis, events, cause)
                            values (:from, :to, :events, :cause)
                            """)
                    .param("from", millis(span.from()))
                    .param("to", millis(span.to()))
                    .param("events", span.events())
                    .param("cause", shortened(span.cause()))
                    .update();
        }
    }

    @Override
    public List<Sums> sums(long fromMinute, long toMinute) {
        return jdbc.sql(
                        """
                        select epoch_minute, covered_millis, allowed, denied, undecided, lost, silent
                        from history_minute
                        where epoch_minute >= :from and epoch_minute < :to
                        order by epoch_minute
                        """)
                .param("from", fromMinute)
                .param("to", toMinute)
                .query((row, _) -> sums(row))
                .list();
    }

    @Override
    public List<KeptMinute> minutes(long fromMinute, long toMinute) {
        return jdbc.sql(
                        """
                        select epoch_minute, covered_millis, allowed, denied, undecided, lost, silent, document
                        from history_minute
                        where epoch_minute >= :from and epoch_minute < :to
                        order by epoch_minute
                        """)
                .param("from", fromMinute)
                .param("to", toMinute)
                .query(
                        (row, _) -> {
                            var sums = sums(row);
                            var document = unpack(row.getBytes("document"));
                            return new KeptMinute(
                                    sums.epochMinute(),
                                    sums.coveredMillis(),
                                    sums.lost(),
                                    document.folded(),
                                    sums.silent(),
                                    document.edges(),
                                    document.nodes(),
                                    List.of());
                        })
                .list();
    }

    @Override
    public List<StreamStatus.Missing> missing(Instant from, Instant to) {
        return jdbc.sql(
                        """
                        select from_millis, to_millis, events, cause from history_missing
                        where to_millis >= :from and from_millis < :to
                        order by from_millis desc limit 500
                        """)
                .param("from", from.toEpochMilli())
                .param("to", to.toEpochMilli())
                .query(
                        (row, _) ->
                                new StreamStatus.Missing(
                                        Instant.ofEpochMilli(row.getLong("from_millis")),
                                        Instant.ofEpochMilli(row.getLong("to_millis")),
                                        row.getLong("events"),
                                        row.getString("cause")))
                .list();
    }

    @Override
    public Optional<Long> oldest() {
        return jdbc.sql("select epoch_minute from history_minute order by epoch_minute limit 1")
                .query(Long.class)
                .optional();
    }

    @Override
    public void sweep(long beforeMinute, long maxBytes) {
        forget(beforeMinute);
        var all =
                jdbc.sql(
                                "select epoch_minute, bytes from history_minute order by epoch_minute desc")
                        .query((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
                        .list();
        long sum = 0;
        for (var minute : all) {
            sum += Objects.requireNonNull(minute)[1];
            if (sum > maxBytes) {
                forget(minute[0] + 1);
                break;
            }
        }
        jdbc.sql(
                        """
                        delete from history_missing
                        where id not in (select id from history_missing order by id desc limit :kept)
                        """)
                .param("kept", MAX_MISSING)
                .update();
    }

    private void forget(long beforeMinute) {
        jdbc.sql("delete from history_minute where epoch_minute < :before")
                .param("before", beforeMinute)
                .update();
        jdbc.sql("delete from history_missing where to_millis < :before")
                .param("before", beforeMinute * MINUTE_MILLIS)
                .update();
    }

    private Sums sums(ResultSet row) throws SQLException {
        return new Sums(
                row.getLong("epoch_minute"),
                row.getLong("covered_millis"),
                row.getLong("allowed"),
                row.getLong("denied"),
                row.getLong("undecided"),
                row.getLong("lost"),
                List.of(json.readValue(row.getString("silent"), String[].class)));
    }

    // As many names as the column takes
    private String silent(List<String> nodes) {
        var names = new ArrayList<>(nodes.stream().map(JdbcMinutes::shortened).toList());
        while (json.writeValueAsString(names).length() > 4_000) {
            names.removeLast();
        }
        return json.writeValueAsString(names);
    }

    private byte[] pack(KeptMinute minute) {
        var nodes = minute.nodes().stream().map(JdbcMinutes::withoutSpark).toList();
        var packed = packed(new Document(minute.edges(), nodes, minute.folded()));
        if (packed.length <= MAX_DOCUMENT) {
            return packed;
        }
        // Only names of absurd length get here; the sums are kept all the same.
        return packed(new Document(List.of(), List.of(), minute.edges().size()));
    }

    private byte[] packed(Document document) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(bytes)) {
            zip.write(json.writeValueAsString(document).getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private Document unpack(byte[] bytes) {
        try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return json.readValue(zip.readAllBytes(), Document.class);
        } catch (IOException broken) {
            throw new UncheckedIOException("A minute of the history cannot be read", broken);
        }
    }

    private static MapNode withoutSpark(MapNode node) {
        return new MapNode(
                node.id(),
                node.namespace(),
                node.workload(),
                node.kind(),
                node.pods(),
                node.guarded(),
                node.isolatedIngress(),
                node.isolatedEgress(),
                node.reserved(),
                List.of());
    }

    private static long millis(Instant time) {
        return time.isBefore(Instant.EPOCH)
                ? 0
                : time.getEpochSecond() > 253_370_764_800L
                        ? 253_370_764_800_000L
                        : time.toEpochMilli();
    }

    private static String shortened(String text) {
        return text.length() > 200 ? text.substring(0, 199) + "…" : text;
    }
}
