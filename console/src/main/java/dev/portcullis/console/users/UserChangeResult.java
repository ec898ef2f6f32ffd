package dev.portcullis.console.users;

import java.util.Map;

/** What came of creating, changing or deleting a user. */
public sealed interface UserChangeResult {
    /** It is as the service now has it. */
    record Saved(UserAccount account) implements UserChangeResult {}

    /** It is gone for good. */
    record Deleted() implements UserChangeResult {}

    /** The service does not take these values: by field, what is wrong. */
    record Invalid(Map<String, String> problems) implements UserChangeResult {
        public Invalid {
            problems = Map.copyOf(problems);
        }
    }

    /** Somebody changed it first. {@code theirs} is what is there now. */
    record Conflict(UserAccount theirs) implements UserChangeResult {}

    /** It is not there any more. */
    record Missing() implements UserChangeResult {}

    /** It was not done: by a policy, by the audit log that could not be written, or for want of a right. */
    record Refused(String why) implements UserChangeResult {}

    /** The service did not answer; whether it was done is not known. */
    record Unavailable(String why) implements UserChangeResult {}
}
