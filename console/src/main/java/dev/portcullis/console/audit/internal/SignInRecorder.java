package dev.portcullis.console.audit.internal;

import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditEvent;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.Outcome;
import dev.portcullis.console.audit.RecordResult;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Writes down who signed in. Requests with a token are no sign-ins. */
class SignInRecorder {
    private final AuditLog audit;

    SignInRecorder(AuditLog audit) {
        this.audit = audit;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        var authentication = event.getAuthentication();
        var origin =
                authentication.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : "unknown";
        var user = new User(authentication.getName(), origin, Set.of(Role.VIEWER));
        var recorded = audit.record(new AuditEvent(user, "sign-in", "Console", ""));
        // Looking is allowed also when nothing can be written; every change is then refused.
        if (recorded instanceof RecordResult.Recorded(var seq)) {
            audit.outcome(seq, Outcome.DONE, "");
        }
    }
}
