package dev.portcullis.lab.net;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Tells a client what became of the connection it asked for, in the language it asked in. */
enum ProxyAnswer {
    CONNECTED(0, "200 Connection established"),
    /** The server's port is closed: a RST. */
    REFUSED(5, "502 Connection refused"),
    /** No answer at all, until the client's kernel would give up. */
    TIMED_OUT(4, "504 Connection timed out"),
    UNKNOWN_NAME(4, "502 No such name"),
    UNSUPPORTED(7, "501 Not implemented");

    private final int socks;
    private final String http;

    ProxyAnswer(int socks, String http) {
        this.socks = socks;
        this.http = http;
    }

    /** RFC 1928, section 6: version, reply, reserved, and an IPv4 address and port that nobody reads. */
    void socks(OutputStream out) throws IOException {
        out.write(new byte[] {5, (byte) socks, 0, 1, 0, 0, 0, 0, 0, 0});
        out.flush();
    }

    void http(OutputStream out) throws IOException {
        String head =
                this == CONNECTED
                        ? "HTTP/1.1 " + http + "\r\n\r\n"
                        : "HTTP/1.1 " + http + "\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }
}
