package dev.portcullis.traffic.attack;

import dev.portcullis.traffic.attack.Attacker.Tried;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Opens a TCP connection and closes it; not one byte is sent. */
final class Knock {

    private Knock() {}

    static Tried at(Target target, Duration timeout) {
        try (Socket _ = open(target, timeout)) {
            return Tried.of(target, Outcome.CONNECTED);
        } catch (IOException e) {
            return Tried.failed(target, e);
        }
    }

    /** A connection that gives up in time. It follows {@code socksProxyHost}, as the database's driver does. */
    static Socket open(Target target, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByName(target.host()), target.port()),
                    (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
