package dev.portcullis.lab.net;

import dev.portcullis.lab.net.HttpHead.Request;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.verdict.DirectionVerdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries HTTP/1.1 requests, each decided on its own where rules look that deep. A refused request is answered 403 and
 * never reaches the server. One client connection may speak to several servers, one after the other, where the client
 * uses the listener as its HTTP proxy.
 */
final class HttpRelay {

    private static final byte[] DENIED =
            ("HTTP/1.1 403 Forbidden\r\ncontent-type: text/plain\r\ncontent-length: 15\r\n\r\n"
                            + "Access denied\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] MALFORMED =
            "HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);

    /** Opens the way to the server a request names. Empty if the client was answered otherwise, or left. */
    interface Dialer {
        Optional<Upstream> dial(Request request) throws IOException;

        /** Whether the way opened before leads where this request wants to go. */
        boolean leadsTo(Upstream upstream, Request request);
    }

    private final Socket clientSocket;
    private final ClientInput client;
    private final Dialer dialer;
    private final FlowWriter flows;
    private @Nullable Upstream upstream;
    private @Nullable HttpReplies replies;

    HttpRelay(
            Socket clientSocket,
            ClientInput client,
            Dialer dialer,
            FlowWriter flows,
            @Nullable Upstream first) {
        this.clientSocket = clientSocket;
        this.client = client;
        this.dialer = dialer;
        this.flows = flows;
        if (first != null) {
            use(first);
        }
    }

    /** Returns when the connection has ended. {@code first} is a request already read. */
    void run(Optional<Request> first) throws IOException, InterruptedException {
        try {
            Optional<Request> next = first.isPresent() ? first : HttpHead.readRequest(client);
            while (next.isPresent() && handle(next.get())) {
                next = HttpHead.readRequest(client);
            }
            HttpReplies pump = replies;
            if (pump != null) {
                pump.awaitIdle();
            }
        } catch (HttpHead.MalformedHttp malformed) {
            clientSocket.getOutputStream().write(MALFORMED);
        } finally {
            leave();
        }
    }

    /** False when the connection has ended with this request. */
    private boolean handle(Request request) throws IOException, InterruptedException {
        Upstream way = upstream;
        HttpReplies pump = replies;
        if (way == null || pump == null || pump.hasEnded() || !dialer.leadsTo(way, request)) {
            leave();
            Optional<Upstream> opened = dialer.dial(request);
            if (opened.isEmpty()) {
                return false;
            }
            way = opened.get();
            pump = use(way);
        }
        if (way.session().passToServer(client, Packet.DATA) != Session.Passage.OPEN) {
            return false;
        }
        List<Direction> watching =
                way.session().decide().redirects().stream()
                        .map(DirectionVerdict.Redirected::direction)
                        .toList();
        if (!watching.isEmpty() && !way.session().decide().admits(request.asAsked())) {
            return refuse(request, way, pump, watching);
        }
        watching.forEach(side -> tell(request, side, true));
        return pass(request, way, pump, watching);
    }

    private boolean pass(Request request, Upstream way, HttpReplies pump, List<Direction> watching)
            throws IOException, InterruptedException {
        HttpBody.Framing framing = request.framing();
        boolean upgrades = request.wantsUpgrade();
        pump.expect(new HttpReplies.Expected(request, watching, System.nanoTime()));
        OutputStream out = way.socket().getOutputStream();
        out.write(request.toServer());
        HttpBody.copy(client, out, framing, () -> require(way));
        out.flush();
        if (upgrades && pump.awaitSwitch()) {
            HttpBody.copy(client, out, new HttpBody.Framing.UntilClose(), () -> require(way));
            way.socket().shutdownOutput();
            pump.awaitEnd();
            return false;
        }
        return true;
    }

    private void require(Upstream way) throws IOException {
        if (way.session().passToServer(client, Packet.DATA) != Session.Passage.OPEN) {
            throw new IOException("the client left while its bytes were held");
        }
    }

    private boolean refuse(
            Request request, Upstream way, HttpReplies pump, List<Direction> watching)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        pump.awaitIdle();
        watching.forEach(side -> tell(request, side, false));
        HttpBody.copy(client, OutputStream.nullOutputStream(), request.framing(), () -> {});
        clientSocket.getOutputStream().write(DENIED);
        for (Direction side : watching) {
            flows.response(way.session().line(), side, request, 403, System.nanoTime() - start);
        }
        return true;
    }

    private void tell(Request request, Direction side, boolean passes) {
        Upstream way = upstream;
        if (way != null) {
            flows.request(way.session().line(), side, request, passes);
        }
    }

    private HttpReplies use(Upstream opened) {
        upstream = opened;
        HttpReplies pump = new HttpReplies(clientSocket, opened, flows);
        replies = pump;
        pump.start();
        return pump;
    }

    private void leave() throws InterruptedException {
        HttpReplies pump = replies;
        Upstream way = upstream;
        if (pump != null && way != null) {
            pump.leave();
            way.close();
            pump.awaitEnd();
        }
        replies = null;
        upstream = null;
    }
}
