package dev.portcullis.lab.database;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Asks a database server whether it speaks: a server that is ready greets first, with a packet of protocol version 10
 * (MySQL client/server protocol, "Protocol::HandshakeV10"). An open port alone does not say that.
 */
public final class Handshake {

    private static final int PROTOCOL_VERSION = 10;

    private Handshake() {}

    /** Whether the server on a loopback port greets within the time given. */
    public static boolean isGreeting(int port, Duration within) {
        int millis = Math.toIntExact(within.toMillis());
        try (Socket socket = new Socket(java.net.Proxy.NO_PROXY)) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), millis);
            socket.setSoTimeout(millis);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.skipNBytes(4);
            return in.readUnsignedByte() == PROTOCOL_VERSION;
        } catch (IOException notYet) {
            return false;
        }
    }
}
