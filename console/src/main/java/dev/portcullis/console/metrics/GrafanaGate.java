package dev.portcullis.console.metrics;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** The way to Grafana through the console. */
public interface GrafanaGate {
    /** The public keys its tokens are signed with, as a JWK set in JSON. */
    String keys();

    /**
     * Passes one request on for somebody who is signed in, and Grafana's answer back.
     *
     * @param user their name in the console
     * @return what to tell the browser instead of an answer; empty if the answer was sent
     * @throws IOException if the browser went away
     */
    Optional<Refusal> pass(String user, HttpServletRequest request, HttpServletResponse response)
            throws IOException;

    /** Why a request went nowhere. */
    record Refusal(HttpStatus status, String why) {}
}
