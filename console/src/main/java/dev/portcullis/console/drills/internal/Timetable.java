package dev.portcullis.console.drills.internal;

import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.DrillSchedule;
import dev.portcullis.console.drills.DrillSchedules;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LaunchResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.support.CronExpression;

/** Keeps the schedules, and launches what is due. A time that passed while the console did not run is counted as missed. */
final class Timetable implements DrillSchedules {
    private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);
    private static final int MOST = 20;
    private static final int LONGEST_CRON = 100;
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    /** What is due longer ago than that was missed: it would be launched at a time nobody chose. */
    private static final Duration LATE = Duration.ofMinutes(2);

    private final Drills drills;
    private final AuditLog audit;
    private final JdbcTimetable kept;
    private final Clock clock;

    Timetable(Drills drills, AuditLog audit, JdbcTimetable kept, Clock clock) {
        this.drills = drills;
        this.audit = audit;
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public synchronized List<DrillSchedule> list() {
        return kept.all();
    }

    @Override
    public synchronized ScheduleResult add(DrillRequest request, String cron, User user) {
        if (!user.mayOperate()) {
            return refused(user);
        }
        if (cron.length() > LONGEST_CRON) {
            return new ScheduleResult.Refused(
                    "A cron expression has at most %d characters".formatted(LONGEST_CRON));
        }
        Optional<Instant> next;
        try {
            next = next(cron, clock.instant());
        } catch (IllegalArgumentException e) {
            return new ScheduleResult.Refused(
                    "'%s' is no cron expression of six fields, such as 0 0 3 * * *"
                            .formatted(cron));
        }
        if (next.isEmpty()) {
            return new ScheduleResult.Refused("'%s' is never due".formatted(cron));
        }
        if (isTooOften(cron, next.get())) {
            return new ScheduleResult.Refused(
                    "It would be due more often than every %d min".formatted(SHORTEST.toMinutes()));
        }
        if (kept.all().size() >= MOST) {
            return new ScheduleResult.Refused("There are %d schedules already".formatted(MOST));
        }
        return recorded(
                user,
                "drill.schedule",
                "%s, %s".formatted(request.plan().planName(), cron),
                () ->
                        kept.add(
                                number ->
                                        new DrillSchedule(
                                                number,
                                                request,
                                                cron,
                                                false,
                                                user.name(),
                                                next,
                                                Optional.empty(),
                                                "",
                                                Optional.empty(),
                                                0)));
    }

    @Override
    public synchronized ScheduleResult pause(long number, boolean paused, User user) {
        return changed(
                number,
                user,
                paused ? "drill.schedule.pause" : "drill.schedule.resume",
                known ->
                        paused
                                ? kept.keep(known.rested())
                                : kept.keep(
                                        known.resumed(
                                                next(known.cron(), clock.instant())
                                                        .orElseThrow())));
    }

    @Override
    public synchronized ScheduleResult delete(long number, User user) {
        return changed(number, user, "drill.schedule.delete", kept::remove);
    }

    private interface Change {
        DrillSchedule of(DrillSchedule known);
    }

    private ScheduleResult changed(long number, User user, String action, Change change) {
        if (!user.mayOperate()) {
            return refused(user);
        }
        var known = kept.all().stream().filter(each -> each.number() == number).findFirst();
        if (known.isEmpty()) {
            return new ScheduleResult.NotFound();
        }
        return recorded(user, action, "schedule " + number, () -> change.of(known.get()));
    }

    private ScheduleResult recorded(
            User user, String action, String object, Supplier<DrillSchedule> change) {
        return switch (audit.record(new AuditEvent(user, action, object, ""))) {
            case RecordResult.Unwritable(var why) -> new ScheduleResult.Refused(why);
            case RecordResult.Recorded(var seq) -> {
                try {
                    var done = change.get();
                    audit.outcome(seq, Outcome.DONE, "");
                    yield new ScheduleResult.Done(done);
                } catch (DataAccessException e) {
                    audit.outcome(seq, Outcome.FAILED, "It could not be written down");
                    yield new ScheduleResult.Refused(
                            "It cannot be written down. Check the disk behind PORTCULLIS_STORE.");
                }
            }
        };
    }

    private static ScheduleResult refused(User user) {
        return new ScheduleResult.Refused(user.name() + " may look, and not schedule drills.");
    }

    /** Launches what is due. Returns false if the store does not answer. */
    synchronized boolean tick() {
        var now = clock.instant();
        try {
            for (var schedule : kept.all()) {
                schedule.nextAt()
                        .filter(at -> !at.isAfter(now))
                        .ifPresent(due -> run(schedule, due, now));
            }
            return true;
        } catch (DataAccessException e) {
            LOG.warn("The schedules of drills cannot be read or kept", e);
            return false;
        }
    }

    private void run(DrillSchedule schedule, Instant due, Instant now) {
        var next = next(schedule.cron(), now);
        if (due.isBefore(now.minus(LATE))) {
            var missed = missed(schedule.cron(), due, now);
            kept.keep(
                    schedule.ran(
                            due,
                            "Missed: the console did not run. %d in a row.".formatted(missed),
                            Optional.empty(),
                            missed,
                            next));
            return;
        }
        // Written down first: whatever happens to the launch, it is not launched a second time.
        kept.keep(schedule.ran(due, "Launched, with no answer yet", Optional.empty(), 0, next));
        kept.keep(launched(schedule, due, next));
    }

    private DrillSchedule launched(DrillSchedule schedule, Instant due, Optional<Instant> next) {
        var by = new User("schedule " + schedule.number(), "", Set.of(Role.VIEWER, Role.OPERATOR));
        return switch (drills.launch(schedule.request(), by)) {
            case LaunchResult.Launched(var drill) ->
                    schedule.ran(due, "Launched", Optional.of(drill.id()), 0, next);
            case LaunchResult.Busy(var why) -> notLaunched(schedule, due, why, next);
            case LaunchResult.Refused(var why) -> notLaunched(schedule, due, why, next);
        };
    }

    private static DrillSchedule notLaunched(
            DrillSchedule schedule, Instant due, String why, Optional<Instant> next) {
        return schedule.ran(due, "Not launched: " + why, Optional.<DrillId>empty(), 0, next);
    }

    private static long missed(String cron, Instant due, Instant now) {
        var missed = 0L;
        var at = Optional.of(due);
        // No more than a year of quarters of an hour.
        while (at.isPresent() && !at.get().isAfter(now) && missed < 35_040) {
            missed++;
            at = next(cron, at.get());
        }
        return missed;
    }

    private static boolean isTooOften(String cron, Instant first) {
        var before = first;
        for (var look = 0; look < 100; look++) {
            var next = next(cron, before);
            if (next.isEmpty()) {
                return false;
            }
            if (Duration.between(before, next.get()).compareTo(SHORTEST) < 0) {
                return true;
            }
            before = next.get();
        }
        return false;
    }

    private static Optional<Instant> next(String cron, Instant after) {
        return Optional.ofNullable(
                        CronExpression.parse(cron)
                                .next(OffsetDateTime.ofInstant(after, ZoneOffset.UTC)))
                .map(OffsetDateTime::toInstant);
    }
}
