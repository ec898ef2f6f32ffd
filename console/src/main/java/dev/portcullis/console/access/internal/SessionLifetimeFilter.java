package dev.portcullis.console.access.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that has lived its time, busy or not. */
final class SessionLifetimeFilter extends OncePerRequestFilter {
    private final Clock clock;
    private final Duration lifetime;

    SessionLifetimeFilter(Clock clock, Duration lifetime) {
        this.clock = clock;
        this.lifetime = lifetime;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var session = request.getSession(false);
        if (session != null) {
            var end = Instant.ofEpochMilli(session.getCreationTime()).plus(lifetime);
            if (!clock.instant().isBefore(end)) {
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }
}
