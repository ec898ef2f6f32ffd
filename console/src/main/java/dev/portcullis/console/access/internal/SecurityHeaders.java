package dev.portcullis.console.access.internal;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers every answer carries. */
final class SecurityHeaders {
    /**
     * As tight as Vaadin 25.2 allows: its bootstrap page has inline scripts and styles, and its client
     * evaluates. Everything is served by the console itself; the map's layout runs in a worker.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self'"
                    + " 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; worker-src 'self'"
                    + " blob:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action"
                    + " 'self'; frame-ancestors 'none'";

    private SecurityHeaders() {}

    static void apply(HttpSecurity http) throws Exception {
        http.headers(
                headers ->
                        headers.contentSecurityPolicy(
                                        policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                                .frameOptions(frames -> frames.deny())
                                // Not no-referrer: with it browsers send "Origin: null" with our
                                // own
                                // forms, and the origin check would turn them away.
                                .referrerPolicy(
                                        referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                                .crossOriginOpenerPolicy(
                                        opener ->
                                                opener.policy(
                                                        CrossOriginOpenerPolicy.SAME_ORIGIN)));
    }
}
