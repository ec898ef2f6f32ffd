package dev.portcullis.traffic.client;

import dev.portcullis.traffic.Environment;
import dev.portcullis.traffic.Environment.BadSetting;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;

/**
 * How steady the load is.
 *
 * @param target the user service's base URL, without a path
 * @param rate requests a second, 1 to 1,000
 * @param report how often a report is printed, and fresh connections are opened
 * @param users how many users the client owns and recycles, 1 to 1,000
 * @param timeout how long one request may take before it counts as failed
 */
public record ClientSettings(URI target, int rate, Duration report, int users, Duration timeout) {

    /** @throws BadSetting if a variable cannot be used */
    public static ClientSettings from(Environment environment) {
        return new ClientSettings(
                target(environment.text("TARGET", "http://user-service.users.svc.cluster.local")),
                environment.number("RATE", 5, 1, 1_000),
                Duration.ofSeconds(environment.number("REPORT", 1, 1, 3_600)),
                environment.number("USERS", 20, 1, 1_000),
                Duration.ofMillis(environment.number("TIMEOUT_MS", 3_000, 50, 60_000)));
    }

    private static URI target(String written) {
        try {
            URI uri = new URI(written.endsWith("/") ? written : written + "/");
            if ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) {
                if (uri.getHost() != null) {
                    return uri;
                }
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new BadSetting("TARGET is '" + written + "'; it must be a base URL like http://host");
    }
}
