package dev.portcullis.lab.observer;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.InsecureServerCredentials;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerCredentials;
import io.grpc.ServerInterceptor;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The gRPC server: the observer and, beside it, gRPC's health service. On 127.0.0.1 only. */
final class ObserverServer implements AutoCloseable {

    private final Server server;
    private final ExecutorService threads;

    private ObserverServer(Server server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    static ObserverServer start(
            ObserverSettings settings, int port, ObserverState state, FlowMetrics metrics)
            throws IOException {
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        var health = new HealthStatusManager();
        health.setStatus("observer.Observer", ServingStatus.SERVING);
        Server server =
                NettyServerBuilder.forAddress(
                                new InetSocketAddress("127.0.0.1", port), credentials(settings))
                        .executor(threads)
                        .permitKeepAliveTime(10, TimeUnit.SECONDS)
                        .permitKeepAliveWithoutCalls(true)
                        .intercept(new VersionHeader(settings.version()))
                        .addService(new ObserverService(settings, port, state, metrics, threads))
                        .addService(health.getHealthService())
                        .build();
        try {
            server.start();
        } catch (IOException taken) {
            threads.shutdownNow();
            throw new IOException(
                    "The observer cannot listen on 127.0.0.1:%d: %s"
                            .formatted(port, rootMessage(taken)),
                    taken);
        }
        return new ObserverServer(server, threads);
    }

    int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        try {
            server.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        // Only now: the server's own last words are said on these threads.
        threads.shutdownNow();
    }

    private static ServerCredentials credentials(ObserverSettings settings) throws IOException {
        if (settings.tls().isEmpty()) {
            return InsecureServerCredentials.create();
        }
        ObserverSettings.Tls tls = settings.tls().get();
        var credentials =
                TlsServerCredentials.newBuilder()
                        .keyManager(tls.certificate().toFile(), tls.key().toFile());
        if (tls.clientCa().isPresent()) {
            credentials
                    .trustManager(tls.clientCa().get().toFile())
                    .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
        }
        return credentials.build();
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    /** Says the version with every answer; clients warn where theirs differs by a minor one. */
    private record VersionHeader(String version) implements ServerInterceptor {
        private static final Metadata.Key<String> KEY =
                Metadata.Key.of("hubble-server-version", Metadata.ASCII_STRING_MARSHALLER);

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return next.startCall(
                    new SimpleForwardingServerCall<Q, A>(call) {
                        @Override
                        public void sendHeaders(Metadata answer) {
                            answer.put(KEY, version);
                            super.sendHeaders(answer);
                        }
                    },
                    headers);
        }
    }
}
