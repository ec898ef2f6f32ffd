package dev.portcullis.lab.net;

import java.io.IOException;
import java.net.Socket;

/** A connection that was let through to its server. */
record Upstream(Session session, Socket socket) implements AutoCloseable {

    @Override
    public void close() {
        session.close();
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // That was the aim.
        }
    }
}
