package dev.portcullis.console.users.internal;

import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserChangeResult;
import dev.portcullis.console.users.UserDraft;
import dev.portcullis.console.users.UserListResult;
import java.util.function.Supplier;

/** Lets operators change users, and writes each change down before it is sent. */
final class AuditedUserAccounts implements UserAccounts {
    private final UserAccounts service;
    private final AuditLog log;

    AuditedUserAccounts(UserAccounts service, AuditLog log) {
        this.service = service;
        this.log = log;
    }

    @Override
    public UserListResult list(String emailPrefix, int offset, int limit) {
        return service.list(emailPrefix, offset, limit);
    }

    @Override
    public UserChangeResult create(User actor, UserDraft draft) {
        return audited(actor, "user.create", draft.email(), () -> service.create(actor, draft));
    }

    @Override
    public UserChangeResult change(User actor, UserAccount seen, UserDraft draft) {
        return audited(
                actor, "user.change", seen.email(), () -> service.change(actor, seen, draft));
    }

    @Override
    public UserChangeResult delete(User actor, UserAccount seen) {
        return audited(actor, "user.delete", seen.email(), () -> service.delete(actor, seen));
    }

    private UserChangeResult audited(
            User actor, String action, String email, Supplier<UserChangeResult> change) {
        if (!actor.mayOperate()) {
            return new UserChangeResult.Refused("Only operators may change users.");
        }
        return switch (log.record(new AuditEvent(actor, action, "user " + email, ""))) {
            case RecordResult.Unwritable(String why) ->
                    new UserChangeResult.Refused(
                            "Nothing was changed, because the audit log cannot be written: " + why);
            case RecordResult.Recorded(long seq) -> {
                UserChangeResult result = change.get();
                log.outcome(seq, outcome(result), detail(result));
                yield result;
            }
        };
    }

    private static Outcome outcome(UserChangeResult result) {
        return switch (result) {
            case UserChangeResult.Saved _, UserChangeResult.Deleted _ -> Outcome.DONE;
            case UserChangeResult.Unavailable _ -> Outcome.FAILED;
            case UserChangeResult.Invalid _,
                    UserChangeResult.Conflict _,
                    UserChangeResult.Missing _,
                    UserChangeResult.Refused _ ->
                    Outcome.REFUSED;
        };
    }

    private static String detail(UserChangeResult result) {
        return switch (result) {
            case UserChangeResult.Saved saved -> "Version " + saved.account().version() + ".";
            case UserChangeResult.Deleted _ -> "";
            case UserChangeResult.Invalid invalid ->
                    "Not valid: " + String.join(", ", invalid.problems().keySet()) + ".";
            case UserChangeResult.Conflict _ -> "Somebody else changed it first.";
            case UserChangeResult.Missing _ -> "There is no such user any more.";
            case UserChangeResult.Refused refused -> refused.why();
            case UserChangeResult.Unavailable gone -> gone.why();
        };
    }
}
