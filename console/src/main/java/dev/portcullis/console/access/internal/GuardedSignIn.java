package dev.portcullis.console.access.internal;

import java.util.Set;
import java.util.concurrent.Semaphore;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks passwords, but only so often and so many at a time: each check costs memory on purpose. */
final class GuardedSignIn implements AuthenticationProvider {
    private static final int AT_ONCE = 4;

    private final AuthenticationProvider passwords;
    private final Set<String> accounts;
    private final SignInFailures failures;
    private final Semaphore places = new Semaphore(AT_ONCE);

    GuardedSignIn(AuthenticationProvider passwords, Set<String> accounts, SignInFailures failures) {
        this.passwords = passwords;
        this.accounts = Set.copyOf(accounts);
        this.failures = failures;
    }

    @Override
    public Authentication authenticate(Authentication attempt) throws AuthenticationException {
        var account = attempt.getName();
        var address = address(attempt);
        var known = accounts.contains(account);
        if (failures.isAddressLocked(address) || known && failures.isAccountLocked(account)) {
            throw new LockedException("Too many failed sign-ins");
        }
        if (!places.tryAcquire()) {
            throw new LockedException("Too many sign-ins at once");
        }
        try {
            var result = passwords.authenticate(attempt);
            if (result == null) {
                throw new BadCredentialsException("Not an account of this console");
            }
            failures.accountSucceeded(account);
            return result;
        } catch (BadCredentialsException e) {
            failures.addressFailed(address);
            if (known) {
                failures.accountFailed(account);
            }
            throw e;
        } finally {
            places.release();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static String address(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "unknown";
    }
}
