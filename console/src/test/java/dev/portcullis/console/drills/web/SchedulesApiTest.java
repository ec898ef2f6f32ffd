package dev.portcullis.console.drills.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.drills.DrillSchedules.ScheduleResult;
import dev.portcullis.console.drills.InMemorySchedules;
import dev.portcullis.console.drills.TestDrills;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulesApiTest {
    private static final String LIST = "/api/v1/drill-schedules";

    private final InMemorySchedules schedules = new InMemorySchedules();
    private final TestApi api = TestApi.of(new SchedulesApi(schedules, new FixedUser()));

    @Test
    void theListSaysWhenEachIsDueAndWhatCameOfItLast() throws Exception {
        schedules.known.add(
                InMemorySchedules.nightly(1)
                        .ran(
                                TestDrills.START,
                                "Launched",
                                Optional.of(TestDrills.ID),
                                2,
                                Optional.of(InMemorySchedules.NEXT)));
        schedules.known.add(InMemorySchedules.nightly(2).rested());

        var list = api.get(LIST);

        assertThat(list.at("/items/0/plan")).isEqualTo("mysql-login");
        assertThat(list.at("/items/0/nextAt")).isEqualTo("2026-11-23T03:00:00Z");
        assertThat(list.at("/items/0/lastDrill")).isEqualTo("k7m2x9qa");
        assertThat(list.at("/items/0/missed")).isEqualTo("2");
        assertThat(list.json().at("/items/1/nextAt").isNull()).isTrue();
    }

    @Test
    void aDrillIsScheduledForWhoeverAsked() throws Exception {
        var answer = api.post(LIST, "{\"plan\":\"mysql-login\",\"cron\":\"0 0 3 * * *\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(schedules.done).containsExactly("add mysql-login 10 0 0 3 * * * by operator");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"plan\":\"rm-rf\",\"cron\":\"0 0 3 * * *\"}",
                "{\"plan\":\"mysql-login\",\"cron\":\"0 0 3 * * *\",\"attempts\":61}",
                "{\"plan\":\"mysql-login\",\"cron\":\"0 0 3 * * *\",\"attempts\":\"many\"}",
                "{\"plan\":\"mysql-login\",\"cron\":[\"0 0 3 * * *\"]}",
                "{\"plan\":\"mysql-login\",\"cron\":\"0 0 3 * * *\",\"image\":\"evil\"}"
            })
    void whatMakesNoSenseSchedulesNothing(String body) throws Exception {
        assertThat(api.post(LIST, body).isProblem(400)).isTrue();
        assertThat(schedules.done).isEmpty();
    }

    @Test
    void oneIsPausedResumedAndDeleted() throws Exception {
        schedules.known.add(InMemorySchedules.nightly(1));

        assertThat(api.patch(LIST + "/1", "{\"paused\":true}").at("/paused")).isEqualTo("true");
        assertThat(api.patch(LIST + "/1", "{\"paused\":false}").at("/paused")).isEqualTo("false");
        assertThat(api.delete(LIST + "/1").status()).isEqualTo(200);

        assertThat(schedules.done).containsExactly("pause 1", "resume 1", "delete 1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"paused\":null}", "{\"paused\":\"maybe\"}", "{\"cron\":\"x\"}"})
    void aChangeThatMakesNoSenseChangesNothing(String body) throws Exception {
        schedules.known.add(InMemorySchedules.nightly(1));

        assertThat(api.patch(LIST + "/1", body).isProblem(400)).isTrue();
        assertThat(schedules.done).isEmpty();
    }

    @Test
    void whatIsNotThereOrNotAllowedIsAProblem() throws Exception {
        assertThat(api.delete(LIST + "/7").isProblem(404)).isTrue();
        assertThat(api.delete(LIST + "/seven").isProblem(400)).isTrue();

        schedules.answer =
                Optional.of(new ScheduleResult.Refused("There are 20 schedules already"));
        assertThat(
                        api.post(LIST, "{\"plan\":\"mysql-login\",\"cron\":\"0 0 3 * * *\"}")
                                .isProblem(422))
                .isTrue();
    }
}
