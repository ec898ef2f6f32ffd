package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestStores;
import dev.portcullis.console.drills.TestDrills;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class JdbcDrillArchiveTest {
    private final JdbcClient store = JdbcClient.create(TestStores.fresh());
    private final DrillArchive archive = new JdbcDrillArchive(store);

    @Test
    void aDrillComesBackAsItWasKept() {
        archive.keep(TestDrills.exposed());

        assertThat(archive.find(TestDrills.ID)).contains(TestDrills.exposed());
        assertThat(archive.newest(10)).containsExactly(TestDrills.exposed());
    }

    @Test
    void aDrillKeptAgainIsReplaced() {
        archive.keep(TestDrills.running());
        archive.keep(TestDrills.blocked());

        assertThat(archive.newest(10)).containsExactly(TestDrills.blocked());
    }

    @Test
    void whatAnotherVersionWroteIsPassedOver() {
        archive.keep(TestDrills.blocked());
        store.sql("update drill set document = '{\"id\":7}'").update();

        assertThat(archive.newest(10)).isEmpty();
    }
}
