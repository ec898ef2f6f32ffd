package dev.portcullis.lab.net;

import dev.portcullis.lab.net.HttpHead.Response;
import dev.portcullis.policy.Direction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Carries the answers of one server back to the client, on a thread of its own, so that a server that closes is noticed
 * between requests too.
 */
final class HttpReplies {

    /** A request whose answer is to come. */
    record Expected(HttpHead.Request request, List<Direction> watching, long sentAt) {
        Expected {
            watching = List.copyOf(watching);
        }
    }

    private final Socket client;
    private final Upstream upstream;
    private final FlowWriter flows;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Expected> expected = new ArrayDeque<>();
    private boolean ended;
    private boolean switched;
    private boolean left;

    HttpReplies(Socket client, Upstream upstream, FlowWriter flows) {
        this.client = client;
        this.upstream = upstream;
        this.flows = flows;
    }

    void start() {
        Thread.ofVirtual().name("http-replies").start(this::run);
    }

    void expect(Expected request) {
        change(() -> expected.add(request));
    }

    /** The client goes on with another server; its connection stays open. */
    void leave() {
        change(() -> left = true);
    }

    boolean hasEnded() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until every answer was passed on. */
    void awaitIdle() throws InterruptedException {
        lock.lock();
        try {
            while (!expected.isEmpty() && !ended) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the answer to an offer to switch protocols. True if the server switches. */
    boolean awaitSwitch() throws InterruptedException {
        awaitIdle();
        lock.lock();
        try {
            return switched;
        } finally {
            lock.unlock();
        }
    }

    void awaitEnd() throws InterruptedException {
        lock.lock();
        try {
            while (!ended) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            InputStream in = new BufferedInputStream(upstream.socket().getInputStream(), 16 * 1024);
            Optional<Response> response = HttpHead.readResponse(in);
            while (response.isPresent() && carry(response.get(), in)) {
                response = HttpHead.readResponse(in);
            }
        } catch (IOException broken) {
            // The client learns below.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /** False when nothing can follow this response. */
    private boolean carry(Response response, InputStream in)
            throws IOException, InterruptedException {
        Expected request = front();
        OutputStream out = client.getOutputStream();
        require();
        out.write(response.bytes());
        if (response.status() == 101) {
            change(
                    () -> {
                        switched = true;
                        expected.poll();
                    });
            HttpBody.copy(in, out, new HttpBody.Framing.UntilClose(), this::require);
            return false;
        }
        if (response.status() / 100 == 1) {
            return true;
        }
        long took = System.nanoTime() - request.sentAt();
        for (Direction side : request.watching()) {
            flows.response(
                    upstream.session().line(), side, request.request(), response.status(), took);
        }
        HttpBody.Framing framing = response.framing(request.request().method());
        HttpBody.copy(in, out, framing, this::require);
        change(expected::poll);
        return !(framing instanceof HttpBody.Framing.UntilClose);
    }

    private Expected front() throws IOException {
        lock.lock();
        try {
            Expected front = expected.peek();
            if (front == null) {
                throw new IOException("an answer to no request");
            }
            return front;
        } finally {
            lock.unlock();
        }
    }

    private void require() throws IOException {
        try {
            if (upstream.session().passToClient(Packet.DATA) != Session.Passage.OPEN) {
                throw new IOException("the connection was closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped", e);
        }
    }

    private void end() {
        boolean closeClient;
        lock.lock();
        try {
            ended = true;
            closeClient = !left;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (closeClient) {
            try {
                client.close();
            } catch (IOException alreadyGone) {
                // That was the aim.
            }
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
