package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.TestStores;
import dev.portcullis.console.drills.DrillEvidence;
import dev.portcullis.console.drills.TestDrills;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcDrillArchiveTest {
    private static final DrillEvidence EVIDENCE =
            new DrillEvidence(List.of("{\"flow\":{}}"), 0, "before", "after");

    private final DataSource source = TestStores.fresh();
    private final JdbcClient store = JdbcClient.create(source);
    private final DrillArchive archive =
            new JdbcDrillArchive(
                    store, new TransactionTemplate(new JdbcTransactionManager(source)));

    @Test
    void aDrillComesBackAsItWasKept() {
        archive.keep(TestDrills.exposed(), EVIDENCE);

        assertThat(archive.find(TestDrills.ID)).contains(TestDrills.exposed());
        assertThat(archive.newest(10)).containsExactly(TestDrills.exposed());
        assertThat(archive.evidence(TestDrills.ID)).contains(EVIDENCE);
    }

    @Test
    void aDrillKeptAgainIsReplaced() {
        archive.keep(TestDrills.running(), DrillEvidence.NONE);
        archive.keep(TestDrills.blocked(), EVIDENCE);

        assertThat(archive.newest(10)).containsExactly(TestDrills.blocked());
        assertThat(archive.evidence(TestDrills.ID)).contains(EVIDENCE);
    }

    @Test
    void aLedgerIsNeverKeptWithoutItsEvidence() {
        archive.keep(TestDrills.running(), DrillEvidence.NONE);
        store.sql("alter table drill_evidence rename to elsewhere").update();

        assertThatThrownBy(() -> archive.keep(TestDrills.blocked(), EVIDENCE))
                .isInstanceOf(DataAccessException.class);

        assertThat(archive.find(TestDrills.ID)).contains(TestDrills.running());
    }

    @Test
    void whatAnotherVersionWroteIsPassedOver() {
        archive.keep(TestDrills.blocked(), EVIDENCE);
        store.sql("update drill set document = '{\"id\":7}'").update();

        assertThat(archive.newest(10)).isEmpty();
    }
}
