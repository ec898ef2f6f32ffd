package dev.portcullis.console.webhook.internal;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.ipv6.IPv6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides whether an address may be sent to, and pins it: the name is resolved once, every address it has must be
 * permitted, and the connection then goes to that address whatever the name says a moment later.
 */
final class TargetGuard {
    private static final int LONGEST = 2_000;
    private static final Pattern NAME =
            Pattern.compile(
                    "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    // 127.1, 0177.0.0.1, 2130706433, 0x7f.1 mean an address to some resolvers and a name to others.
    private static final Pattern NUMERIC =
            Pattern.compile("([0-9]+|0x[0-9a-f]*)(\\.([0-9]+|0x[0-9a-f]*))*");
    private static final Pattern DOTTED =
            Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

    /** Never, whatever is allowed: link-local and so the metadata services, and what is no single receiver. */
    private static final List<IPAddress> NEVER =
            networks(
                    "169.254.0.0/16",
                    "fe80::/10",
                    "fd00:ec2::/32",
                    "168.63.129.16/32",
                    "100.100.100.200/32",
                    "0.0.0.0/8",
                    "::/128",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "ff00::/8");

    /** Only where the deployment says so. */
    private static final List<IPAddress> INSIDE =
            networks(
                    "127.0.0.0/8",
                    "::1/128",
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "100.64.0.0/10",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "fc00::/7",
                    "fec0::/10",
                    "100::/64",
                    "2001:db8::/32");

    /** Addresses that carry another one inside, where a gateway would send them. */
    private static final List<IPAddress> WRAPPING =
            networks("2002::/16", "2001::/32", "64:ff9b:1::/48");

    private static final IPAddress NAT64 = network("64:ff9b::/96");

    private final List<IPAddress> allowed;
    private final Resolver resolver;

    /** Finds the addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What came of looking at an address. */
    sealed interface Target {
        /** It may be sent to, at this address and no other. */
        record Pinned(URI uri, InetAddress address) implements Target {}

        /** @param forNow whether it may be another time, without anybody changing the address */
        record Refused(String why, boolean forNow) implements Target {}
    }

    /**
     * @param allowed networks permitted although they are private or loopback
     * @throws IllegalArgumentException if one of them is no network
     */
    TargetGuard(List<String> allowed, Resolver resolver) {
        this.allowed = networks(allowed.toArray(String[]::new));
        this.resolver = resolver;
    }

    Target look(String typed) {
        if (typed.length() > LONGEST) {
            return refused("it is longer than %d characters".formatted(LONGEST));
        }
        URI uri;
        try {
            uri = new URI(typed);
        } catch (URISyntaxException e) {
            return refused("it is no address");
        }
        var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return refused("its scheme is not https");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return refused("it holds a user or a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65_535) {
            return refused("its port is none");
        }
        var host = Optional.ofNullable(uri.getHost()).orElse("").toLowerCase(Locale.ROOT);
        return isPlain(host)
                ? pin(uri, scheme, host)
                : refused("its host is no plain name or address");
    }

    private static boolean isPlain(String host) {
        if (host.startsWith("[")) {
            return host.endsWith("]") && !host.contains("%");
        }
        return NUMERIC.matcher(host).matches()
                ? DOTTED.matcher(host).matches()
                : NAME.matcher(host).matches() && host.length() <= 253;
    }

    private Target pin(URI uri, String scheme, String host) {
        InetAddress[] addresses;
        try {
            addresses =
                    resolver.resolve(
                            host.startsWith("[") ? host.substring(1, host.length() - 1) : host);
        } catch (UnknownHostException e) {
            return new Target.Refused("The name of the webhook's receiver is not known.", true);
        }
        if (addresses.length == 0) {
            return refused("its name has no address");
        }
        for (var address : addresses) {
            var refusal = refusal(address, scheme);
            if (refusal.isPresent()) {
                return refused(refusal.get());
            }
        }
        return new Target.Pinned(uri, addresses[0]);
    }

    private Optional<String> refusal(InetAddress address, String scheme) {
        var bare = bare(new IPAddressString(address.getHostAddress()).getAddress());
        if (bare == null || isIn(NEVER, bare) || isIn(WRAPPING, bare)) {
            return Optional.of("it leads to an address nobody may be sent to");
        }
        if (isIn(allowed, bare)) {
            return Optional.empty();
        }
        if (isIn(INSIDE, bare)) {
            return Optional.of(
                    "it leads to a private or loopback address; name its network in"
                            + " PORTCULLIS_WEBHOOK_ALLOW if you mean it");
        }
        return scheme.equals("https") ? Optional.empty() : Optional.of("it is not https");
    }

    /** The address inside an address: ::ffff:169.254.169.254 is 169.254.169.254. */
    private static @org.jspecify.annotations.Nullable IPAddress bare(
            @org.jspecify.annotations.Nullable IPAddress address) {
        if (address == null || !address.isIPv6()) {
            return address;
        }
        IPv6Address v6 = address.toIPv6();
        return v6.isIPv4Mapped() || v6.isIPv4Compatible() || NAT64.contains(v6)
                ? v6.getEmbeddedIPv4Address()
                : v6;
    }

    private static boolean isIn(List<IPAddress> networks, IPAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static List<IPAddress> networks(String... texts) {
        return Arrays.stream(texts).map(TargetGuard::network).toList();
    }

    private static IPAddress network(String text) {
        var address = new IPAddressString(text.strip()).getAddress();
        if (address == null) {
            throw new IllegalArgumentException(
                    "PORTCULLIS_WEBHOOK_ALLOW: %s is no network; write 10.20.0.0/16"
                            .formatted(text));
        }
        return address.toPrefixBlock();
    }

    private static Target refused(String why) {
        return new Target.Refused("The webhook's address is refused: " + why + ".", false);
    }
}
