package dev.portcullis.console.audit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult.Recorded;
import dev.portcullis.console.audit.RecordResult.Unwritable;
import dev.portcullis.console.audit.Verification.Broken;
import dev.portcullis.console.audit.Verification.Intact;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcAuditLogTest {
    private static final User ANA = new User("ana", "192.0.2.1", Set.of(Role.OPERATOR));

    private final DataSource store = TestStores.fresh();
    private final JdbcClient jdbc = JdbcClient.create(store);
    private final JdbcAuditLog log =
            new JdbcAuditLog(
                    jdbc,
                    new TransactionTemplate(new JdbcTransactionManager(store)),
                    new HashChain(AuditKey.random()),
                    new TestClock());

    @Test
    void anActionIsWrittenBeforeItIsDoneAndItsOutcomeAfter() {
        var seq = written(turnOff("users/mysql-ingress"));
        log.outcome(seq, Outcome.DONE, "Parked and deleted");

        assertThat(log.newest(AuditQuery.ALL, 0, 10))
                .extracting(e -> e.actor() + " " + e.action() + " " + e.outcome().word())
                .containsExactly("ana policy.off done", "ana policy.off started");
        assertThat(log.verify()).isEqualTo(new Intact(2));
    }

    @Test
    void whatCannotBeWrittenIsRefused() {
        jdbc.sql("drop table audit_entry").update();

        assertThat(log.record(turnOff("users/mysql-ingress"))).isInstanceOf(Unwritable.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set actor = 'eve' where seq = 7",
                "delete from audit_entry where seq = 7",
                "update audit_entry set seq = 1000 where seq = 7",
                "update audit_entry set reason = 'x' || reason where seq = 7",
                "update audit_entry set hash = prev_hash where seq = 7"
            })
    void theFirstLineThatWasTamperedWithIsNamed(String tampering) {
        fill(10);
        jdbc.sql(tampering).update();

        assertThat(log.verify())
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.seq()).isEqualTo(7));
    }

    @Test
    void linesCutOffTheEndAreMissed() {
        fill(10);
        jdbc.sql("delete from audit_entry where seq > 8").update();

        assertThat(log.verify()).isEqualTo(new Broken(9, "Entries are missing at the end"));
    }

    @Test
    void aChainForgedWithAnotherKeyIsFound() {
        fill(3);
        jdbc.sql("update audit_head set seal = repeat('0', 64)").update();

        assertThat(log.verify()).isInstanceOf(Broken.class);
    }

    @Test
    void hostileTextStaysOnOneLineAndCannotTurnItRound() {
        var event =
                new AuditEvent(
                        ANA,
                        "policy.off",
                        "users/a\r\nforged",
                        "\u001b[2J\u202eevil <img src=x onerror=alert(1)>");
        written(event);

        var entry = log.newest(AuditQuery.ALL, 0, 1).getFirst();
        assertThat(entry.object() + entry.reason()).doesNotContainPattern("[\\p{Cntrl}\\u202e]");
        assertThat(entry.reason()).contains("<img src=x onerror=alert(1)>");
    }

    @Test
    void textIsFoundWhateverItsCaseAndTakenLiterally() {
        written(turnOff("users/mysql_ingress"));
        written(turnOff("users/mysqlXingress"));

        assertThat(log.count(new AuditQuery("MYSQL_INGRESS"))).isEqualTo(1);
        assertThat(log.count(new AuditQuery("%"))).isZero();
    }

    @Test
    void writersAtTheSameTimeMakeOneChain() {
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 100)
                    .forEach(i -> writers.submit(() -> written(turnOff("users/p" + i))));
        }

        assertThat(log.verify()).isEqualTo(new Intact(100));
        assertThat(log.newest(AuditQuery.ALL, 0, 1000))
                .extracting(e -> e.seq())
                .isEqualTo(
                        List.copyOf(
                                IntStream.rangeClosed(1, 100)
                                        .map(i -> 101 - i)
                                        .mapToObj(Long::valueOf)
                                        .toList()));
    }

    private void fill(int lines) {
        IntStream.range(0, lines).forEach(i -> written(turnOff("users/p" + i)));
    }

    private long written(AuditEvent event) {
        return ((Recorded) log.record(event)).seq();
    }

    private static AuditEvent turnOff(String policy) {
        return new AuditEvent(ANA, "policy.off", policy, "maintenance");
    }
}
