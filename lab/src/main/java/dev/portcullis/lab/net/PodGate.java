package dev.portcullis.lab.net;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A pod's way out: speaks SOCKS5 (RFC 1928, without authentication), CONNECT, and HTTP requests with an absolute target.
 * Whoever comes in here is the pod.
 */
final class PodGate implements ClientListener.Handler {

    private static final int GREETING_MILLIS = 30_000;
    private static final int SOCKS_VERSION = 5;
    private static final int SOCKS_CONNECT = 1;

    private final Router router;
    private final PodKey pod;

    PodGate(Router router, PodKey pod) {
        this.router = router;
        this.pod = pod;
    }

    @Override
    public void handle(Socket client) throws IOException, InterruptedException {
        client.setSoTimeout(GREETING_MILLIS);
        ClientInput in = new ClientInput(client);
        int first;
        try {
            first = in.read();
        } catch (SocketTimeoutException silent) {
            return;
        }
        if (first == SOCKS_VERSION) {
            socks(client, in);
        } else if (first >= 'A' && first <= 'Z') {
            in.unread();
            http(client, in);
        }
    }

    private void socks(Socket client, ClientInput in) throws IOException, InterruptedException {
        DataInputStream data = new DataInputStream(in);
        data.skipNBytes(data.readUnsignedByte());
        OutputStream out = client.getOutputStream();
        out.write(new byte[] {SOCKS_VERSION, 0});
        data.skipNBytes(1);
        int command = data.readUnsignedByte();
        data.skipNBytes(1);
        String host = address(data);
        int port = data.readUnsignedShort();
        client.setSoTimeout(0);
        if (command != SOCKS_CONNECT || host.isEmpty()) {
            ProxyAnswer.UNSUPPORTED.socks(out);
            return;
        }
        tunnel(client, in, host, port, answer -> answer.socks(out));
    }

    private static String address(DataInputStream data) throws IOException {
        return switch (data.readUnsignedByte()) {
            case 1 -> InetAddress.getByAddress(data.readNBytes(4)).getHostAddress();
            case 3 ->
                    new String(
                            data.readNBytes(data.readUnsignedByte()), StandardCharsets.ISO_8859_1);
            case 4 -> InetAddress.getByAddress(data.readNBytes(16)).getHostAddress();
            default -> "";
        };
    }

    private void http(Socket client, ClientInput in) throws IOException, InterruptedException {
        OutputStream out = client.getOutputStream();
        Optional<HttpHead.Request> request;
        try {
            request = HttpHead.readRequest(in);
        } catch (HttpHead.MalformedHttp malformed) {
            ProxyAnswer.UNSUPPORTED.http(out);
            return;
        }
        client.setSoTimeout(0);
        if (request.isEmpty()) {
            return;
        }
        if (request.get().method().equals("CONNECT")) {
            Authority to = Authority.parse(request.get().target(), 443);
            tunnel(client, in, to.host(), to.port(), answer -> answer.http(out));
        } else if (request.get().isAbsolute()) {
            new HttpRelay(client, in, new ProxyDialer(client, in), router.flows(), null)
                    .run(request);
        } else {
            ProxyAnswer.UNSUPPORTED.http(out);
        }
    }

    private void tunnel(Socket client, ClientInput in, String host, int port, Router.Teller teller)
            throws IOException, InterruptedException {
        Optional<Upstream> upstream = router.open(pod, host, port, in, teller);
        if (upstream.isPresent()) {
            router.relay(client, in, upstream.get());
        }
    }

    /** Where a request with an absolute target goes. */
    private final class ProxyDialer implements HttpRelay.Dialer {

        private final Socket client;
        private final ClientInput in;
        private Optional<Authority> last = Optional.empty();

        ProxyDialer(Socket client, ClientInput in) {
            this.client = client;
            this.in = in;
        }

        @Override
        public Optional<Upstream> dial(HttpHead.Request request) throws IOException {
            Authority to = Authority.parse(request.authority(), 80);
            last = Optional.of(to);
            OutputStream out = client.getOutputStream();
            return router.open(
                    pod,
                    to.host(),
                    to.port(),
                    in,
                    answer -> {
                        if (answer == ProxyAnswer.UNKNOWN_NAME) {
                            answer.http(out);
                        } else if (answer != ProxyAnswer.CONNECTED) {
                            // Without a proxy there would be no answer either: a reset comes
                            // closest.
                            client.setSoLinger(true, 0);
                        }
                    });
        }

        @Override
        public boolean leadsTo(Upstream upstream, HttpHead.Request request) {
            return last.equals(Optional.of(Authority.parse(request.authority(), 80)));
        }
    }
}
