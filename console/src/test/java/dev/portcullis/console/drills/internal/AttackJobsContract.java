package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import org.junit.jupiter.api.Test;

/** What every place that attackers run in promises. */
abstract class AttackJobsContract {
    static final DrillRequest REQUEST = new DrillRequest(DrillPlan.MYSQL_LOGIN, 3);
    private static final DrillId ONE = new DrillId("aaaaaaaa");
    private static final DrillId OTHER = new DrillId("bbbbbbbb");

    abstract AttackJobs jobs();

    /** From now on it does not answer. */
    abstract void fallSilent();

    @Test
    void aNewAttackerIsThereAndWaits() {
        assertThat(jobs().start(ONE, REQUEST, "operator"))
                .isEqualTo(new AttackJobs.Started.Accepted());

        assertThat(jobs().state(ONE)).isInstanceOf(AttackJobs.State.Waiting.class);
        assertThat(jobs().leftOver()).containsExactly(ONE);
    }

    @Test
    void whatWasNeverStartedIsAbsent() {
        assertThat(jobs().state(OTHER)).isEqualTo(new AttackJobs.State.Absent());
        assertThat(jobs().leftOver()).isEmpty();
    }

    @Test
    void oneThatIsDeletedIsGoneAndTheOthersStay() {
        jobs().start(ONE, REQUEST, "operator");
        jobs().start(OTHER, REQUEST, "operator");

        jobs().delete(ONE);

        assertThat(jobs().state(ONE)).isEqualTo(new AttackJobs.State.Absent());
        assertThat(jobs().leftOver()).containsExactly(OTHER);
    }

    @Test
    void deletingWhatIsGoneIsNoFailure() {
        jobs().delete(OTHER);

        assertThat(jobs().leftOver()).isEmpty();
    }

    @Test
    void followingWhatIsNotThereEnds() {
        jobs().follow(OTHER, line -> assertThat(line).isEmpty());

        assertThat(jobs().state(OTHER)).isEqualTo(new AttackJobs.State.Absent());
    }

    @Test
    void aClusterThatDoesNotAnswerIsSaidSo() {
        jobs().start(ONE, REQUEST, "operator");
        fallSilent();

        assertThatThrownBy(() -> jobs().state(ONE))
                .isInstanceOf(AttackJobs.ClusterSilentException.class)
                .hasMessageContaining("did not answer");
        assertThatThrownBy(() -> jobs().delete(ONE))
                .isInstanceOf(AttackJobs.ClusterSilentException.class);
    }
}
