package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A new connection that policies are asked about: who to whom, on which port of the server, and
 * where known, what is asked for inside.
 *
 * <p>{@code port} is the server's own port, after any Service was resolved to a pod; for ICMP it
 * is the type, and 0 where the protocol has no ports. Replies and packets of a connection that was
 * allowed are not connections of their own: whoever asks must let replies pass, and must ask again
 * for established connections when policies change (Cilium cuts those no longer allowed).
 */
public record Connection(
        Peer from, Peer to, int port, Protocol protocol, Optional<Request> request) {

    public Connection {
        requireNonNull(from, "from is null");
        requireNonNull(to, "to is null");
        requireNonNull(protocol, "protocol is null");
        requireNonNull(request, "request is null");
        int most = protocol.isIcmp() ? 255 : 65535;
        if (port < 0 || port > most) {
            throw new IllegalArgumentException(
                    "port or type " + port + " is not between 0 and " + most);
        }
    }

    /** A connection of which only the addresses and ports are known. */
    public static Connection of(Peer from, Peer to, int port, Protocol protocol) {
        return new Connection(from, to, port, protocol, Optional.empty());
    }

    /** A TCP connection. */
    public static Connection tcp(Peer from, Peer to, int port) {
        return of(from, to, port, Protocol.TCP);
    }

    /** The same connection with what is asked for inside. */
    public Connection asking(Request asked) {
        return new Connection(from, to, port, protocol, Optional.of(asked));
    }

    /** The peer whose policies are asked in that direction: the server on ingress. */
    public Peer subject(Direction direction) {
        return direction == Direction.INGRESS ? to : from;
    }

    /** The peer that the rules of that direction speak about: the client on ingress. */
    public Peer remote(Direction direction) {
        return direction == Direction.INGRESS ? from : to;
    }
}
