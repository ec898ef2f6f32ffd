package dev.portcullis.console;

import dev.portcullis.lab.api.ApiServer;
import dev.portcullis.lab.api.KubeConfig;
import dev.portcullis.lab.api.PodLogs;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.api.Tls;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The lab's Kubernetes API for a test, over TLS as on a cluster, with nothing running behind it. */
public final class LabApi implements AutoCloseable {
    private static final String TOKEN = "token-of-the-test-cluster";

    private final Tls tls = Tls.create();
    private final Store store;
    private final ApiServer server;
    private final Map<String, Integer> listening = new ConcurrentHashMap<>();
    private final Map<String, List<PodLogs.Line>> written = new HashMap<>();

    private LabApi(Store store) throws IOException {
        this.store = store;
        this.server = ApiServer.start(store, tls, TOKEN, this::logged, this::local, 0);
    }

    /** Starts one with the namespaces the product uses. */
    public static LabApi start() throws IOException {
        var api = new LabApi(Store.inMemory());
        try (var client = api.client()) {
            for (var namespace : new String[] {"users", "shop", "drills", "portcullis"}) {
                client.resource(
                                new io.fabric8.kubernetes.api.model.NamespaceBuilder()
                                        .withNewMetadata()
                                        .withName(namespace)
                                        .endMetadata()
                                        .build())
                        .create();
            }
        }
        return api;
    }

    /** A client with all rights. */
    public KubernetesClient client() {
        var config =
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.uri().toString())
                        .withOauthToken(TOKEN)
                        .withTrustCerts(true)
                        .withRequestRetryBackoffLimit(0)
                        .withWatchReconnectInterval(200)
                        .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** Writes a kubeconfig for it. */
    public Path kubeconfig(Path directory) throws IOException {
        return kubeconfig(directory, server.uri());
    }

    /** Writes a kubeconfig for something that stands in front of it. */
    public Path kubeconfig(Path directory, URI front) throws IOException {
        var file = directory.resolve("kubeconfig");
        KubeConfig.write(file, front, tls, TOKEN);
        return file;
    }

    /** Where it listens. */
    public URI uri() {
        return server.uri();
    }

    /** Trusts its certificate. */
    public SSLContext trust() {
        try {
            var authority =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            tls.authorityPem()
                                                    .getBytes(StandardCharsets.US_ASCII)));
            var known = KeyStore.getInstance("PKCS12");
            known.load(null, null);
            known.setCertificateEntry("lab", authority);
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(known);
            var context = SSLContext.getInstance("TLS");
            context.init(null, factory.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("The lab's certificate cannot be trusted", e);
        }
    }

    /** Goes away, as a server that was killed. */
    public void stop() {
        server.stopServing();
    }

    /** Comes back with all it knew. */
    public void restart() throws IOException {
        server.serve();
    }

    /** Says that a pod listens: on this port of the machine, whichever container port is asked for. */
    public void listens(String namespace, String pod, int local) {
        listening.put(namespace + "/" + pod, local);
    }

    /** Says that the only container of a pod has written a line. */
    public void writes(String namespace, String pod, String text) {
        synchronized (written) {
            var lines = written.computeIfAbsent(namespace + "/" + pod, _ -> new ArrayList<>());
            lines.add(new PodLogs.Line(lines.size() + 1L, Instant.EPOCH, text));
            written.notifyAll();
        }
    }

    private Optional<PodLogs.Chunk> logged(
            PodLogs.Container container, long after, Duration patience)
            throws InterruptedException {
        synchronized (written) {
            var lines = written.get(container.namespace() + "/" + container.pod());
            if (lines == null) {
                return Optional.empty();
            }
            if (lines.size() <= after && patience.isPositive()) {
                written.wait(patience.toMillis() + 1);
            }
            return Optional.of(
                    new PodLogs.Chunk(
                            lines.stream().filter(line -> line.number() > after).toList(), false));
        }
    }

    private OptionalInt local(String namespace, String pod, int asked) {
        Integer local = listening.get(namespace + "/" + pod);
        return local == null ? OptionalInt.empty() : OptionalInt.of(local);
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
