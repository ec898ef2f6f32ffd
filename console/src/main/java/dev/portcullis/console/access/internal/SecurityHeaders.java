package dev.portcullis.console.access.internal;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The headers every answer carries. */
final class SecurityHeaders {
    private static final String COMMON =
            "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self'"
                    + " 'unsafe-inline'; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self';"
                    + " object-src 'none'; base-uri 'self'; form-action 'self'; ";

    /**
     * As tight as Vaadin 25.2 allows: its bootstrap page has inline scripts and styles, and its client
     * evaluates. Everything is served by the console itself; the map's layout runs in a worker.
     */
    static final String CONTENT_SECURITY_POLICY =
            COMMON + "img-src 'self' data:; frame-src 'none'; frame-ancestors 'none'";

    /** The one page with a frame in it, which shows what the console itself serves. */
    private static final String OF_THE_FRAMING_PAGE =
            COMMON + "img-src 'self' data:; frame-src 'self'; frame-ancestors 'none'";

    /** What the frame shows: by the console's pages only, and nothing leaves for elsewhere. */
    private static final String OF_THE_FRAMED =
            COMMON + "img-src 'self' data: blob:; frame-src 'none'; frame-ancestors 'self'";

    private static final String FRAMING_PAGE = "/metrics";

    /**
     * Not with the first byte of the answer, as usual: for its pages Vaadin forwards to its own servlet, and after a
     * forward Tomcat sends off a small answer behind the back of whoever waits for that byte.
     */
    private static final ObjectPostProcessor<HeaderWriterFilter> EAGERLY =
            new ObjectPostProcessor<>() {
                @Override
                public <O extends HeaderWriterFilter> O postProcess(O filter) {
                    filter.setShouldWriteHeadersEagerly(true);
                    return filter;
                }
            };

    private SecurityHeaders() {}

    /** For the API and the pages: nobody may frame them. */
    static void apply(HttpSecurity http) throws Exception {
        apply(http, CONTENT_SECURITY_POLICY, HeadersConfigurer.FrameOptionsConfig::deny);
        http.headers(
                headers ->
                        headers.addHeaderWriter(
                                (request, response) -> {
                                    if (FRAMING_PAGE.equals(request.getRequestURI())) {
                                        response.setHeader(
                                                "Content-Security-Policy", OF_THE_FRAMING_PAGE);
                                    }
                                }));
    }

    /** For what the console's own pages show in a frame. */
    static void applyFramed(HttpSecurity http) throws Exception {
        apply(http, OF_THE_FRAMED, HeadersConfigurer.FrameOptionsConfig::sameOrigin);
    }

    private static void apply(
            HttpSecurity http,
            String contentSecurityPolicy,
            Customizer<HeadersConfigurer<HttpSecurity>.FrameOptionsConfig> frameOptions)
            throws Exception {
        http.headers(
                headers ->
                        headers.withObjectPostProcessor(EAGERLY)
                                .contentSecurityPolicy(
                                        policy -> policy.policyDirectives(contentSecurityPolicy))
                                .frameOptions(frameOptions)
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
