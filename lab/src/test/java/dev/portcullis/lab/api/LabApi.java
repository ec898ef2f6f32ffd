package dev.portcullis.lab.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An API server on a free port with a store in memory, and a kubectl that talks to it. */
final class LabApi implements AutoCloseable {

    static final String TOKEN = "secret-of-the-test";

    /** What a kubectl said. */
    record Said(int exit, String out, String err) {
        String ok() {
            if (exit != 0) {
                throw new AssertionError("kubectl exited with " + exit + ": " + err + out);
            }
            return out;
        }
    }

    final Store store = Store.inMemory();
    final MemoryLogs logs = new MemoryLogs();
    final Tls tls = Tls.create();
    final ApiServer server;
    private final Path directory;

    LabApi() throws IOException {
        server = ApiServer.start(store, tls, TOKEN, logs, 0);
        directory = Files.createTempDirectory("portcullis-kubectl-");
        KubeConfig.write(kubeConfig(), server.uri(), tls, TOKEN);
    }

    URI uri() {
        return server.uri();
    }

    Path kubeConfig() {
        return directory.resolve("config");
    }

    /** Runs kubectl to its end. */
    Said kubectl(String... arguments) {
        return kubectlWith("", arguments);
    }

    /** Runs kubectl with this text as its input. */
    Said kubectlWith(String input, String... arguments) {
        try {
            var process = start(arguments);
            var out = CompletableFuture.supplyAsync(() -> read(process.getInputStream()));
            var err = CompletableFuture.supplyAsync(() -> read(process.getErrorStream()));
            try (var in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("kubectl " + List.of(arguments) + " did not end");
            }
            return new Said(process.exitValue(), out.join(), err.join());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Starts kubectl; the caller ends it. */
    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("KUBECONFIG", kubeConfig().toString());
        builder.environment().put("HOME", directory.toString());
        return builder.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        store.close();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Trusts servers with a certificate of this authority, and no others. */
    static SSLContext trusting(Tls tls) throws GeneralSecurityException, IOException {
        var authority =
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        tls.authorityPem().getBytes(StandardCharsets.US_ASCII)));
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setCertificateEntry("ca", authority);
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), new SecureRandom());
        return context;
    }

    private static String read(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
