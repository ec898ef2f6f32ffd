package dev.portcullis.console.access.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away requests that were not meant for this console, before anything else looks at them. */
final class RequestOriginFilter extends OncePerRequestFilter {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final RequestOrigin origins;

    RequestOriginFilter(RequestOrigin origins) {
        this.origins = origins;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refusal = refuse(request);
        if (refusal.isPresent()) {
            Problems.write(response, HttpStatus.FORBIDDEN, "Request refused", refusal.get());
        } else {
            chain.doFilter(request, response);
        }
    }

    private Optional<String> refuse(HttpServletRequest request) {
        var host = Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), "");
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var changes = !SAFE.contains(request.getMethod()) || isUpgrade(request);
        return origins.refuseHost(host)
                .or(
                        () ->
                                origin != null && changes
                                        ? origins.refuseOrigin(origin, host)
                                        : Optional.empty());
    }

    private static boolean isUpgrade(HttpServletRequest request) {
        return request.getHeader(HttpHeaders.UPGRADE) != null;
    }
}
