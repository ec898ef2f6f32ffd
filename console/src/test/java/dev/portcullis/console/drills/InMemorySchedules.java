package dev.portcullis.console.drills;

import dev.portcullis.console.access.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Schedules that nobody keeps. */
public final class InMemorySchedules implements DrillSchedules {
    public static final Instant NEXT = Instant.parse("2026-11-23T03:00:00Z");

    public final List<DrillSchedule> known = new ArrayList<>();
    public final List<String> done = new ArrayList<>();
    public Optional<ScheduleResult> answer = Optional.empty();

    /** One for every night. */
    public static DrillSchedule nightly(long number) {
        return new DrillSchedule(
                number,
                new DrillRequest(DrillPlan.MYSQL_LOGIN, 5),
                "0 0 3 * * *",
                false,
                "operator",
                Optional.of(NEXT),
                Optional.empty(),
                "",
                Optional.empty(),
                0);
    }

    @Override
    public List<DrillSchedule> list() {
        return List.copyOf(known);
    }

    @Override
    public ScheduleResult add(DrillRequest request, String cron, User user) {
        done.add(
                "add %s %d %s by %s"
                        .formatted(
                                request.plan().planName(), request.attempts(), cron, user.name()));
        return answer.orElseGet(() -> new ScheduleResult.Done(nightly(1)));
    }

    @Override
    public ScheduleResult pause(long number, boolean paused, User user) {
        done.add((paused ? "pause " : "resume ") + number);
        known.replaceAll(
                one -> one.number() == number ? paused ? one.rested() : one.resumed(NEXT) : one);
        return result(number);
    }

    @Override
    public ScheduleResult delete(long number, User user) {
        done.add("delete " + number);
        var result = result(number);
        known.removeIf(one -> one.number() == number);
        return result;
    }

    private ScheduleResult result(long number) {
        return answer.orElseGet(
                () ->
                        known.stream()
                                .filter(one -> one.number() == number)
                                .findFirst()
                                .<ScheduleResult>map(ScheduleResult.Done::new)
                                .orElseGet(ScheduleResult.NotFound::new));
    }
}
