package dev.portcullis.console.access.internal;

import dev.portcullis.console.access.SignInLinks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/** Signs the operator in by a one-time code, in a session of its own. */
final class SignIn implements SignInLinks {
    private final SignInCodes codes;
    private final SignInFailures failures;
    private final ApplicationEventPublisher events;
    private final HttpSessionSecurityContextRepository sessions =
            new HttpSessionSecurityContextRepository();

    SignIn(SignInCodes codes, SignInFailures failures, ApplicationEventPublisher events) {
        this.codes = codes;
        this.failures = failures;
        this.events = events;
    }

    @Override
    public String issue() {
        return codes.issue();
    }

    @Override
    public Redeemed redeem(String code, HttpServletRequest request, HttpServletResponse response) {
        var address = request.getRemoteAddr();
        if (failures.isAddressLocked(address)) {
            return Redeemed.LOCKED;
        }
        if (!codes.redeem(code)) {
            failures.addressFailed(address);
            return Redeemed.SPENT;
        }
        // A session from before may be known to somebody else: it ends here.
        var before = request.getSession(false);
        if (before != null) {
            before.invalidate();
        }
        request.getSession(true);
        var operator =
                UsernamePasswordAuthenticationToken.authenticated(
                        "operator",
                        null,
                        AuthorityUtils.createAuthorityList(
                                List.of("ROLE_VIEWER", "ROLE_OPERATOR")));
        operator.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(operator);
        SecurityContextHolder.setContext(context);
        sessions.saveContext(context, request, response);
        events.publishEvent(new InteractiveAuthenticationSuccessEvent(operator, SignIn.class));
        return Redeemed.SIGNED_IN;
    }
}
