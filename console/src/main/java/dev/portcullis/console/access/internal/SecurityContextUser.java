package dev.portcullis.console.access.internal;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Reads the user from Spring Security's context. */
final class SecurityContextUser implements CurrentUser {
    @Override
    public Optional<User> find() {
        return Optional.ofNullable(SecurityContextHolder.getContext().getAuthentication())
                .filter(Authentication::isAuthenticated)
                .filter(someone -> !(someone instanceof AnonymousAuthenticationToken))
                .map(SecurityContextUser::user);
    }

    @Override
    public User require() {
        return find().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }

    private static User user(Authentication authentication) {
        var granted =
                authentication.getAuthorities().stream()
                        .map(Object::toString)
                        .collect(Collectors.toSet());
        var roles =
                Arrays.stream(Role.values())
                        .filter(role -> granted.contains("ROLE_" + role.name()))
                        .collect(Collectors.toSet());
        var origin =
                authentication.getDetails() instanceof WebAuthenticationDetails details
                        ? details.getRemoteAddress()
                        : "unknown";
        return new User(authentication.getName(), origin, roles);
    }
}
