package dev.portcullis.console.access.internal;

import java.net.URI;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether a request was really meant for this console.
 *
 * <p>A page of another site can point a name of its own at 127.0.0.1 (DNS rebinding); then Host
 * carries that name. It can also send forms and open WebSockets; then Origin carries its address.
 */
final class RequestOrigin {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean anyHost;
    private final Set<String> hosts;

    /**
     * @param boundTo the address the console listens on; empty for all
     * @param allowed further host names that are right
     */
    RequestOrigin(String boundTo, Collection<String> allowed) {
        var names =
                allowed.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet());
        this.anyHost = names.isEmpty() && !isLoopback(boundTo);
        names.addAll(LOOPBACK);
        this.hosts = Set.copyOf(names);
    }

    /** Why the Host header is wrong; empty if it is right. */
    Optional<String> refuseHost(String host) {
        if (host.isBlank()) {
            return Optional.of("The request names no host.");
        }
        return anyHost || hosts.contains(name(host))
                ? Optional.empty()
                : Optional.of("This console does not answer to the host name of the request.");
    }

    /** Why the Origin header is wrong for a request to that host; empty if it is right. */
    Optional<String> refuseOrigin(String origin, String host) {
        var refusal = Optional.of("The request comes from a page of another origin.");
        try {
            var uri = new URI(origin);
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            var bare = uri.getRawPath() == null || uri.getRawPath().isEmpty();
            var same = host.equalsIgnoreCase(uri.getRawAuthority());
            return web && bare && same ? Optional.empty() : refusal;
        } catch (java.net.URISyntaxException e) {
            return refusal;
        }
    }

    private static boolean isLoopback(String address) {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.equals("[::1]")
                || address.equalsIgnoreCase("localhost");
    }

    private static String name(String host) {
        var lower = host.toLowerCase(Locale.ROOT);
        var end = lower.startsWith("[") ? lower.indexOf(']') + 1 : lower.indexOf(':');
        return end <= 0 ? lower : lower.substring(0, end);
    }
}
