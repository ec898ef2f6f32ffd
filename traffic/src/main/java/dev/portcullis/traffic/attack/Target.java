package dev.portcullis.traffic.attack;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is attacked: a host's name or address, and a TCP port. */
public record Target(String host, int port) {

    private static final Pattern WRITTEN =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9.-]{0,252}):([0-9]{1,5})");

    public Target {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port);
        }
    }

    /** Reads {@code host:port}. Empty if it is not that; nothing of a JDBC URL can be smuggled in. */
    public static Optional<Target> parse(String written) {
        Matcher matcher = WRITTEN.matcher(written);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(matcher.group(2));
        return port < 1 || port > 65_535
                ? Optional.empty()
                : Optional.of(new Target(matcher.group(1), port));
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
