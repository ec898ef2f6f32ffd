package dev.portcullis.console.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrillRequestTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 61, Integer.MAX_VALUE})
    void aDrillHasOneToSixtyAttempts(int attempts) {
        assertThatThrownBy(() -> new DrillRequest(DrillPlan.MYSQL_LOGIN, attempts))
                .hasMessageContaining("from 1 to 60");
    }

    @Test
    void aDrillCannotBeStretchedByItsInterval() {
        assertThatThrownBy(() -> new DrillRequest(DrillPlan.MYSQL_LOGIN, 1, Duration.ofMinutes(1)))
                .hasMessageContaining("10 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../../x", "K7M2X9QA", "k7m2x9q", "k7m2x9qa0", "k7m2x9q<"})
    void whatIsNoIdIsNotTakenForOne(String typed) {
        assertThat(DrillId.parse(typed)).isEmpty();
    }

    @Test
    void aNewIdCanBeReadBackAndNamesAJob() {
        var id = DrillId.next(new Random(3));

        assertThat(DrillId.parse(id.text())).contains(id);
        assertThat(id.jobName()).matches("drill-[a-z0-9]{8}");
    }
}
