package dev.portcullis.console.access.internal;

import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import dev.portcullis.console.access.AccessSettings;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.SignInLinks;
import dev.portcullis.console.access.ui.LoginView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Two doors: pages with a session, and the API with a bearer token. */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableMethodSecurity(jsr250Enabled = true)
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    @Bean
    Secrets secrets(AccessSettings settings) {
        return Secrets.of(settings);
    }

    @Bean
    CurrentUser currentUser() {
        return new SecurityContextUser();
    }

    @Bean
    SignInFailures signInFailures(JdbcClient jdbc, Clock clock) {
        return new SignInFailures(jdbc, clock);
    }

    @Bean
    SignInLinks signInLinks(
            JdbcClient jdbc,
            Clock clock,
            Secrets secrets,
            AccessSettings settings,
            SignInFailures failures,
            ApplicationEventPublisher events) {
        var codes =
                new SignInCodes(jdbc, clock, secrets.signInCode(), settings.signInLinkLifetime());
        return new SignIn(codes, failures, events);
    }

    @Bean
    AuthenticationManager passwordSignIn(Secrets secrets, SignInFailures failures) {
        var encoder = Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8();
        var accounts = new ArrayList<UserDetails>();
        accounts.add(
                User.withUsername("operator")
                        .password(encoder.encode(secrets.operatorPassword()))
                        .roles("VIEWER", "OPERATOR")
                        .build());
        if (!secrets.viewerPassword().isEmpty()) {
            accounts.add(
                    User.withUsername("viewer")
                            .password(encoder.encode(secrets.viewerPassword()))
                            .roles("VIEWER")
                            .build());
        }
        var passwords = new DaoAuthenticationProvider(new InMemoryUserDetailsManager(accounts));
        passwords.setPasswordEncoder(encoder);
        var names = accounts.stream().map(UserDetails::getUsername).collect(Collectors.toSet());
        return new ProviderManager(new GuardedSignIn(passwords, names, failures));
    }

    @Bean
    FilterRegistrationBean<RequestOriginFilter> requestOriginFilter(
            Environment environment, AccessSettings settings) {
        var boundTo = environment.getProperty("server.address", "");
        var registration =
                new FilterRegistrationBean<>(
                        new RequestOriginFilter(
                                new RequestOrigin(boundTo, settings.allowedHosts())));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    /** The API: a bearer token may do everything; a signed-in browser may read. */
    @Bean
    @Order(1)
    SecurityFilterChain apiChain(HttpSecurity http, Secrets secrets) throws Exception {
        http.securityMatcher("/api/**", "/v3/api-docs/**");
        http.authorizeHttpRequests(
                requests ->
                        requests.requestMatchers("/v3/api-docs/**")
                                .permitAll()
                                .requestMatchers(HttpMethod.GET)
                                .hasRole("VIEWER")
                                .requestMatchers(HttpMethod.HEAD)
                                .hasRole("VIEWER")
                                .anyRequest()
                                .hasAuthority(BearerFilter.TOKEN_AUTHORITY));
        http.sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.requestCache(cache -> cache.disable());
        // Nothing can be changed with a cookie alone, so there is nothing to forge.
        http.csrf(csrf -> csrf.disable());
        http.addFilterBefore(
                new BearerFilter(secrets.apiToken()), UsernamePasswordAuthenticationFilter.class);
        http.exceptionHandling(
                failures ->
                        failures.authenticationEntryPoint(
                                        (request, response, e) -> {
                                            response.setHeader("WWW-Authenticate", "Bearer");
                                            Problems.write(
                                                    response,
                                                    HttpStatus.UNAUTHORIZED,
                                                    "Not signed in",
                                                    "Send the API token as Authorization: Bearer …");
                                        })
                                .accessDeniedHandler(
                                        (request, response, e) ->
                                                Problems.write(
                                                        response,
                                                        HttpStatus.FORBIDDEN,
                                                        "Not permitted",
                                                        "A browser session may read only; changes"
                                                                + " need the API token.")));
        SecurityHeaders.apply(http);
        return http.build();
    }

    /**
     * What the pages show in a frame, and the keys it checks the console's word by. A session is asked for, and no token
     * of the API is taken. There is no CSRF token, as what is framed knows none: that a request comes from the console's
     * own pages is checked by its origin before, and nothing behind this door changes anything.
     */
    @Bean
    @Order(1)
    SecurityFilterChain framedChain(HttpSecurity http, AccessSettings settings, Clock clock)
            throws Exception {
        http.securityMatcher("/grafana/**", "/.well-known/jwks.json");
        http.authorizeHttpRequests(
                requests ->
                        requests.requestMatchers(HttpMethod.GET, "/.well-known/jwks.json")
                                .permitAll()
                                .anyRequest()
                                .hasRole("VIEWER"));
        http.sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER));
        http.requestCache(cache -> cache.disable());
        http.csrf(csrf -> csrf.disable());
        http.addFilterBefore(
                new SessionLifetimeFilter(clock, settings.sessionLifetime()),
                SecurityContextHolderFilter.class);
        http.exceptionHandling(
                failures ->
                        failures.authenticationEntryPoint(
                                (request, response, e) ->
                                        Problems.write(
                                                response,
                                                HttpStatus.UNAUTHORIZED,
                                                "Not signed in",
                                                "Sign in to the console, then reload the page.")));
        SecurityHeaders.applyFramed(http);
        return http.build();
    }

    /** The console's own metrics, for whoever shows the token that is made for them. */
    @Bean
    @Order(1)
    SecurityFilterChain metricsChain(HttpSecurity http, Secrets secrets) throws Exception {
        http.securityMatcher("/actuator/prometheus");
        http.authorizeHttpRequests(
                requests -> requests.anyRequest().hasAuthority(BearerFilter.TOKEN_AUTHORITY));
        http.sessionManagement(
                sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        http.requestCache(cache -> cache.disable());
        http.csrf(csrf -> csrf.disable());
        http.addFilterBefore(
                new BearerFilter(secrets.metricsToken()),
                UsernamePasswordAuthenticationFilter.class);
        http.exceptionHandling(
                failures ->
                        failures.authenticationEntryPoint(
                                (request, response, e) -> {
                                    response.setHeader("WWW-Authenticate", "Bearer");
                                    Problems.write(
                                            response,
                                            HttpStatus.UNAUTHORIZED,
                                            "Not signed in",
                                            "Send the metrics token as Authorization: Bearer …");
                                }));
        SecurityHeaders.apply(http);
        return http.build();
    }

    /** The pages. */
    @Bean
    @Order(2)
    SecurityFilterChain pageChain(
            HttpSecurity http, AuthenticationManager signIn, AccessSettings settings, Clock clock)
            throws Exception {
        http.authenticationManager(signIn);
        http.authorizeHttpRequests(
                requests ->
                        requests.requestMatchers("/actuator/health/**", "/sign-in").permitAll());
        http.addFilterBefore(
                new SessionLifetimeFilter(clock, settings.sessionLifetime()),
                SecurityContextHolderFilter.class);
        http.with(VaadinSecurityConfigurer.vaadin(), vaadin -> vaadin.loginView(LoginView.class));
        http.formLogin(
                form ->
                        form.failureHandler(
                                (request, response, e) ->
                                        response.sendRedirect(
                                                e instanceof LockedException
                                                        ? "login?locked"
                                                        : "login?error")));
        SecurityHeaders.apply(http);
        return http.build();
    }
}
