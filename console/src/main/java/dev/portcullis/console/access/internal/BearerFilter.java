package dev.portcullis.console.access.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever shows the API token. A wrong token is refused even if a session is there too. */
final class BearerFilter extends OncePerRequestFilter {
    /** Held by requests with the token, and by no session: it is what allows changes. */
    static final String TOKEN_AUTHORITY = "API_TOKEN";

    private static final String SCHEME = "Bearer ";

    private final String tokenDigest;

    BearerFilter(String token) {
        this.tokenDigest = SignInCodes.digest(token);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        var shown =
                header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? header.substring(SCHEME.length()).strip()
                        : "";
        // Digests are compared, so that neither content nor length shows in the time taken.
        if (!SignInCodes.sameText(SignInCodes.digest(shown), tokenDigest)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            Problems.write(
                    response,
                    HttpStatus.UNAUTHORIZED,
                    "Not signed in",
                    "The bearer token is not the one of this console.");
            return;
        }
        var user =
                UsernamePasswordAuthenticationToken.authenticated(
                        "api",
                        null,
                        AuthorityUtils.createAuthorityList(
                                List.of("ROLE_VIEWER", "ROLE_OPERATOR", TOKEN_AUTHORITY)));
        user.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(user);
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }
}
