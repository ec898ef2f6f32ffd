package dev.portcullis.console.drills.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillSchedule;
import dev.portcullis.console.drills.DrillSchedules.ScheduleResult;
import dev.portcullis.console.drills.InMemoryDrills;
import dev.portcullis.console.drills.LaunchResult;
import dev.portcullis.console.drills.TestDrills;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** It is noon on a Sunday when each of them begins. */
class TimetableTest {
    private static final User OPERATOR =
            new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR));
    private static final User VIEWER = new User("viewer", "127.0.0.1", Set.of(Role.VIEWER));
    private static final DrillRequest LOGIN = new DrillRequest(DrillPlan.MYSQL_LOGIN, 3);
    private static final String AT_ONE = "0 0 13 * * *";
    private static final String EVERY_HOUR = "0 0 * * * *";
    private static final Instant ONE = Instant.parse("2026-11-22T13:00:00Z");

    private final TestClock clock = new TestClock();
    private final InMemoryDrills drills = new InMemoryDrills();
    private final InMemoryAuditLog audit = new InMemoryAuditLog();
    private final DataSource store = TestStores.fresh();
    private Timetable schedules = open();

    private Timetable open() {
        return new Timetable(drills, audit, new JdbcTimetable(JdbcClient.create(store)), clock);
    }

    @Test
    void aNewScheduleSaysWhenItIsDueInUtc() {
        var schedule = added(AT_ONE);

        assertThat(schedule.nextAt()).contains(ONE);
        assertThat(schedule.lastAt()).isEmpty();
        assertThat(schedule.by()).isEqualTo("operator");
        assertThat(audit.actions()).containsExactly("drill.schedule");
    }

    @Test
    void whatIsDueIsLaunchedOnceAndNotBefore() {
        added(AT_ONE);
        clock.pass(Duration.ofMinutes(59));
        schedules.tick();
        assertThat(drills.launched).isEmpty();

        clock.pass(Duration.ofSeconds(63));
        schedules.tick();
        schedules.tick();

        assertThat(drills.launched).containsExactly(LOGIN);
        assertThat(only().lastAt()).contains(ONE);
        assertThat(only().lastWords()).isEqualTo("Launched");
        assertThat(only().lastDrill()).contains(TestDrills.ID);
        assertThat(only().nextAt()).contains(ONE.plus(Duration.ofDays(1)));
    }

    @Test
    void itIsLaunchedInTheNameOfTheScheduleSoThatAPersonsDrillsAreNotInItsWay() {
        added(AT_ONE);
        clock.pass(Duration.ofHours(1));
        schedules.tick();

        assertThat(drills.launchers)
                .singleElement()
                .satisfies(
                        user -> {
                            assertThat(user.name()).isEqualTo("schedule 1");
                            assertThat(user.mayOperate()).isTrue();
                        });
    }

    @Test
    void itGoesOnDayAfterDay() {
        added(AT_ONE);
        clock.pass(Duration.ofHours(1));

        for (var day = 0; day < 3; day++) {
            schedules.tick();
            clock.pass(Duration.ofDays(1));
        }

        assertThat(drills.launched).hasSize(3);
        assertThat(only().missed()).isZero();
    }

    @Test
    void timesThatPassedWhileTheConsoleWasAwayAreCountedAndNotMadeUpFor() {
        added(EVERY_HOUR);
        clock.pass(Duration.ofHours(5).plusMinutes(10));

        schedules = open();
        schedules.tick();
        schedules.tick();

        assertThat(drills.launched).isEmpty();
        assertThat(only().missed()).isEqualTo(5);
        assertThat(only().lastWords()).isEqualTo("Missed: the console did not run. 5 in a row.");
        assertThat(only().nextAt()).contains(Instant.parse("2026-11-22T18:00:00Z"));
    }

    @Test
    void afterMissedTimesTheNextIsKept() {
        added(EVERY_HOUR);
        clock.pass(Duration.ofHours(5).plusMinutes(10));
        schedules.tick();
        clock.pass(Duration.ofMinutes(50));
        schedules.tick();

        assertThat(drills.launched).hasSize(1);
        assertThat(only().missed()).isEqualTo(5);
        assertThat(only().lastWords()).isEqualTo("Launched");
    }

    @Test
    void aConsoleThatOnlyRestartedIsNotTooLate() {
        added(AT_ONE);
        clock.pass(Duration.ofMinutes(61).plusSeconds(30));

        schedules = open();
        schedules.tick();

        assertThat(drills.launched).hasSize(1);
        assertThat(only().missed()).isZero();
    }

    @Test
    void aYearAwayIsCountedAndNotLookedThroughForever() {
        added("0 0/15 * * * *");
        clock.pass(Duration.ofDays(1_000));
        schedules.tick();

        assertThat(only().missed()).isEqualTo(35_040);
        assertThat(only().nextAt().orElseThrow()).isAfter(clock.instant());
        assertThat(drills.launched).isEmpty();
    }

    @Test
    void whatRestsIsNotLaunchedAndMissesNothing() {
        added(EVERY_HOUR);
        schedules.pause(1, true, OPERATOR);
        clock.pass(Duration.ofHours(5).plusMinutes(10));
        schedules.tick();

        assertThat(drills.launched).isEmpty();
        assertThat(only().nextAt()).isEmpty();
        assertThat(only().missed()).isZero();

        schedules.pause(1, false, OPERATOR);
        assertThat(only().paused()).isFalse();
        assertThat(only().nextAt()).contains(Instant.parse("2026-11-22T18:00:00Z"));
        assertThat(audit.actions())
                .containsExactly("drill.schedule", "drill.schedule.pause", "drill.schedule.resume");
    }

    @Test
    void whatIsDeletedIsNotLaunchedAndItsNumberIsNotGivenAgain() {
        added(AT_ONE);

        assertThat(schedules.delete(1, OPERATOR)).isInstanceOf(ScheduleResult.Done.class);
        clock.pass(Duration.ofHours(1));
        schedules.tick();

        assertThat(schedules.list()).isEmpty();
        assertThat(drills.launched).isEmpty();
        assertThat(added(AT_ONE).number()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"busy", "refused"})
    void aDrillThatWasNotLaunchedSaysWhyAndWaitsForTheNextTime(String how) {
        drills.answer =
                Optional.of(
                        how.equals("busy")
                                ? new LaunchResult.Busy("Three drills run already.")
                                : new LaunchResult.Refused("Three drills run already."));
        added(AT_ONE);
        clock.pass(Duration.ofHours(1));
        schedules.tick();

        assertThat(only().lastWords()).isEqualTo("Not launched: Three drills run already.");
        assertThat(only().lastDrill()).isEmpty();
        assertThat(only().nextAt()).contains(ONE.plus(Duration.ofDays(1)));

        drills.answer = Optional.empty();
        schedules.tick();
        assertThat(drills.launched).isEmpty();
    }

    @Test
    void aLaunchOfWhichNobodyKnowsWhatBecameIsNotRepeated() {
        added(AT_ONE);
        clock.pass(Duration.ofHours(1));
        drills.breakage = Optional.of(new IllegalStateException("The process was killed"));
        assertThatThrownBy(schedules::tick).hasMessage("The process was killed");

        drills.breakage = Optional.empty();
        schedules = open();
        schedules.tick();

        assertThat(drills.launched).isEmpty();
        assertThat(only().lastWords()).isEqualTo("Launched, with no answer yet");
        assertThat(only().nextAt()).contains(ONE.plus(Duration.ofDays(1)));
    }

    @Test
    void schedulesOutliveTheConsole() {
        added(AT_ONE);
        added(EVERY_HOUR);
        schedules.pause(2, true, OPERATOR);
        var before = schedules.list();

        schedules = open();

        assertThat(schedules.list()).isEqualTo(before);
        assertThat(schedules.list()).extracting(DrillSchedule::paused).containsExactly(false, true);
    }

    @Test
    void whoMayOnlyLookChangesNothing() {
        added(AT_ONE);

        assertThat(schedules.add(LOGIN, AT_ONE, VIEWER)).isInstanceOf(ScheduleResult.Refused.class);
        assertThat(schedules.pause(1, true, VIEWER)).isInstanceOf(ScheduleResult.Refused.class);
        assertThat(schedules.delete(1, VIEWER)).isInstanceOf(ScheduleResult.Refused.class);

        assertThat(only().paused()).isFalse();
        assertThat(audit.actions()).containsExactly("drill.schedule");
    }

    @Test
    void whatCannotBeRecordedIsNotDone() {
        added(AT_ONE);
        audit.fail();

        assertThat(schedules.add(LOGIN, AT_ONE, OPERATOR))
                .isEqualTo(new ScheduleResult.Refused("The disk is full."));
        assertThat(schedules.delete(1, OPERATOR)).isInstanceOf(ScheduleResult.Refused.class);
        assertThat(schedules.list()).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeChanged() {
        assertThat(schedules.pause(7, true, OPERATOR)).isEqualTo(new ScheduleResult.NotFound());
        assertThat(schedules.delete(7, OPERATOR)).isEqualTo(new ScheduleResult.NotFound());
        assertThat(audit.actions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "0 0 3 * *",
                "0 61 3 * * *",
                // never
                "0 0 0 30 2 *",
                // every second, every five minutes, twice in ten minutes once a night
                "* * * * * *",
                "0 0/5 * * * *",
                "0 0,10 3 * * *"
            })
    void aTimeThatMakesNoSenseIsRefusedAndNothingIsWritten(String cron) {
        assertThat(schedules.add(LOGIN, cron, OPERATOR)).isInstanceOf(ScheduleResult.Refused.class);
        assertThat(schedules.list()).isEmpty();
        assertThat(audit.actions()).isEmpty();
    }

    @Test
    void anEndlessTimeIsRefused() {
        var endless = "0 0 " + "3,".repeat(5_000) + "3 * * *";

        assertThat(schedules.add(LOGIN, endless, OPERATOR))
                .isEqualTo(
                        new ScheduleResult.Refused("A cron expression has at most 100 characters"));
    }

    @Test
    void thereAreNoMoreThanTwenty() {
        for (var number = 1; number <= 20; number++) {
            added(AT_ONE);
        }

        assertThat(schedules.add(LOGIN, AT_ONE, OPERATOR))
                .isEqualTo(new ScheduleResult.Refused("There are 20 schedules already"));
        assertThat(schedules.list()).hasSize(20);
    }

    private DrillSchedule added(String cron) {
        return switch (schedules.add(LOGIN, cron, OPERATOR)) {
            case ScheduleResult.Done(var schedule) -> schedule;
            case ScheduleResult.NotFound none -> throw new AssertionError(none);
            case ScheduleResult.Refused(var why) -> throw new AssertionError(why);
        };
    }

    private DrillSchedule only() {
        assertThat(schedules.list()).hasSize(1);
        return schedules.list().getFirst();
    }
}
