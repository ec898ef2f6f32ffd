package dev.portcullis.console.drills;

import dev.portcullis.console.access.User;
import java.util.List;

/** Drills that are launched by the clock. At most twenty, each at most four times an hour. */
public interface DrillSchedules {
    /** All of them, by number. */
    List<DrillSchedule> list();

    /**
     * Adds one. It is in the audit log before it is kept.
     *
     * @param cron six fields of Spring's cron, in UTC, such as {@code 0 0 3 * * *}
     */
    ScheduleResult add(DrillRequest request, String cron, User user);

    /** Pauses or resumes one. */
    ScheduleResult pause(long number, boolean paused, User user);

    /** Deletes one; drills it launched stay. */
    ScheduleResult delete(long number, User user);

    /** What came of it. */
    sealed interface ScheduleResult {
        /** It is so now. */
        record Done(DrillSchedule schedule) implements ScheduleResult {}

        /** There is no such schedule. */
        record NotFound() implements ScheduleResult {}

        /** It may not be, for this reason. */
        record Refused(String why) implements ScheduleResult {}
    }
}
