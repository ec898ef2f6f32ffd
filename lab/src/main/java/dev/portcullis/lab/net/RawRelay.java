package dev.portcullis.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** Carries bytes both ways as long as the policies let them pass; what they refuse waits. */
final class RawRelay {

    private static final int BUFFER = 16 * 1024;

    private final Socket clientSocket;
    private final ClientInput client;
    private final Upstream upstream;

    RawRelay(Socket clientSocket, ClientInput client, Upstream upstream) {
        this.clientSocket = clientSocket;
        this.client = client;
        this.upstream = upstream;
    }

    /** Returns when the connection has ended. */
    void run() throws InterruptedException {
        Thread replies = Thread.ofVirtual().name("replies").start(this::toClient);
        try {
            toServer();
        } catch (IOException broken) {
            upstream.close();
        }
        replies.join();
        upstream.close();
    }

    private void toServer() throws IOException {
        byte[] buffer = new byte[BUFFER];
        OutputStream out = upstream.socket().getOutputStream();
        while (true) {
            int count = client.read(buffer, 0, buffer.length);
            Packet packet = count < 0 ? Packet.FIN : Packet.DATA;
            switch (upstream.session().passToServer(client, packet)) {
                case OPEN -> {
                    if (count < 0) {
                        upstream.socket().shutdownOutput();
                        return;
                    }
                    out.write(buffer, 0, count);
                }
                case GONE -> {
                    upstream.close();
                    return;
                }
                case RESET -> {
                    upstream.close();
                    clientSocket.close();
                    return;
                }
            }
        }
    }

    private void toClient() {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = upstream.socket().getInputStream();
            OutputStream out = clientSocket.getOutputStream();
            while (true) {
                int count = in.read(buffer);
                Packet packet = count < 0 ? Packet.FIN : Packet.DATA;
                if (upstream.session().passToClient(packet) != Session.Passage.OPEN) {
                    return;
                }
                if (count < 0) {
                    clientSocket.shutdownOutput();
                    return;
                }
                out.write(buffer, 0, count);
            }
        } catch (IOException broken) {
            closeClient();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A broken server resets the connection; the client must notice. */
    private void closeClient() {
        try {
            clientSocket.close();
        } catch (IOException alreadyGone) {
            // That was the aim.
        }
    }
}
