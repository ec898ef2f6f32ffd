package dev.portcullis.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * What a client sends, with one thing more than a stream: while nothing may be passed on, it can wait and learn that
 * the client has gone, keeping what the client sends meanwhile (up to 16 KiB; more stays with the client).
 */
final class ClientInput extends InputStream {

    private static final int SIZE = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] kept = new byte[SIZE];
    private int from;
    private int to;
    private boolean ended;

    ClientInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (from == to) {
            if (ended) {
                return -1;
            }
            if (length >= SIZE) {
                int count = in.read(target, offset, length);
                ended = count < 0;
                return count;
            }
            from = 0;
            to = Math.max(0, in.read(kept, 0, SIZE));
            if (to == 0) {
                ended = true;
                return -1;
            }
        }
        int count = Math.min(length, to - from);
        System.arraycopy(kept, from, target, offset, count);
        from += count;
        return count;
    }

    /** Takes back the byte just read; only right after a {@link #read()}. */
    void unread() {
        from--;
    }

    /** Waits so long, or until the client closes. True if it has closed. */
    boolean awaitClosed(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        if (from > 0) {
            System.arraycopy(kept, from, kept, 0, to - from);
            to -= from;
            from = 0;
        }
        try {
            while (!ended) {
                long left = end - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                if (to == SIZE) {
                    LockSupport.parkNanos(left);
                } else {
                    fill(left);
                }
            }
        } catch (IOException gone) {
            ended = true;
        }
        return true;
    }

    private void fill(long nanos) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout((int) Math.max(1, nanos / 1_000_000));
        try {
            int count = in.read(kept, to, SIZE - to);
            if (count < 0) {
                ended = true;
            } else {
                to += count;
            }
        } catch (SocketTimeoutException nothingYet) {
            // The caller looks at its clock.
        } finally {
            if (!socket.isClosed()) {
                socket.setSoTimeout(before);
            }
        }
    }
}
