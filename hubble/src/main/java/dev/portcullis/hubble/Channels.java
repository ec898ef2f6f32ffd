package dev.portcullis.hubble;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Connections to a Hubble server. */
final class Channels {
    /** On a long way a small window, not the server, would limit the flows. */
    private static final int WINDOW = 4 * 1024 * 1024;

    private Channels() {}

    /** A new connection, which reads certificates afresh. Its callbacks run on the network's thread. */
    static ManagedChannel open(HubbleSettings settings) throws IOException {
        ChannelCredentials credentials =
                settings.tls().isPresent()
                        ? credentials(settings.tls().get())
                        : InsecureChannelCredentials.create();
        var builder =
                NettyChannelBuilder.forAddress(settings.host(), settings.port(), credentials)
                        .directExecutor()
                        .initialFlowControlWindow(WINDOW)
                        .userAgent("portcullis");
        settings.tls()
                .flatMap(HubbleSettings.Tls::serverName)
                .ifPresent(builder::overrideAuthority);
        return builder.build();
    }

    private static ChannelCredentials credentials(HubbleSettings.Tls tls) throws IOException {
        var builder = TlsChannelCredentials.newBuilder();
        if (tls.ca().isPresent()) {
            try (InputStream ca = read(tls.ca().get())) {
                builder.trustManager(ca);
            }
        }
        if (tls.certificate().isPresent() && tls.key().isPresent()) {
            try (InputStream certificate = read(tls.certificate().get());
                    InputStream key = PemKeys.pkcs8(readable(tls.key().get()))) {
                builder.keyManager(certificate, key);
            }
        }
        return builder.build();
    }

    private static InputStream read(Path file) throws IOException {
        return Files.newInputStream(readable(file));
    }

    private static Path readable(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IOException("%s cannot be read".formatted(file));
        }
        return file;
    }
}
