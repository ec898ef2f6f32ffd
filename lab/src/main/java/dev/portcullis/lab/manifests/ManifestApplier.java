package dev.portcullis.lab.manifests;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.api.Tls;
import dev.portcullis.lab.objects.Fields;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies manifests as {@code kubectl apply --server-side} does, under a name of its own. What a person has changed since
 * stays changed, and a policy that was parked stays parked.
 */
public final class ManifestApplier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestApplier.class);
    private static final String MANAGER = "portcullis-lab";
    private static final String PARKED = "portcullis-parked-";
    private static final int CONFLICT = 409;
    private static final List<String> FIRST =
            List.of(
                    "Namespace",
                    "ServiceAccount",
                    "CiliumClusterwideNetworkPolicy",
                    "CiliumNetworkPolicy");

    private final Store store;
    private final URI server;
    private final String token;
    private final HttpClient client;

    public ManifestApplier(Store store, URI server, Tls tls, String token) {
        this.store = store;
        this.server = server;
        this.token = token;
        this.client =
                HttpClient.newBuilder()
                        .sslContext(trusting(tls))
                        .connectTimeout(Duration.ofSeconds(5))
                        .build();
    }

    /** Applies objects, policies before pods so that nothing ever runs unguarded. */
    public void apply(List<ObjectNode> objects) throws IOException, InterruptedException {
        for (ObjectNode object :
                objects.stream().sorted(Comparator.comparingInt(ManifestApplier::turn)).toList()) {
            if (isParked(object)) {
                LOG.info("{} is parked and stays so", Fields.name(object));
            } else {
                applyOne(object);
            }
        }
    }

    private static int turn(ObjectNode object) {
        int turn = FIRST.indexOf(Fields.text(object.path("kind")));
        return turn < 0 ? FIRST.size() : turn;
    }

    private void applyOne(ObjectNode object) throws IOException, InterruptedException {
        String apiVersion = Fields.text(object.path("apiVersion"));
        Kind kind =
                Kind.of(apiVersion, Fields.text(object.path("kind")))
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                "the lab does not know %s %s"
                                                        .formatted(
                                                                apiVersion,
                                                                Fields.text(object.path("kind")))));
        String namespace =
                kind.namespaced()
                        ? "/namespaces/"
                                + (Fields.namespace(object).isEmpty()
                                        ? "default"
                                        : Fields.namespace(object))
                        : "";
        URI uri =
                server.resolve(
                        "%s/%s%s/%s/%s?fieldManager=%s"
                                .formatted(
                                        kind.group().isEmpty() ? "/api" : "/apis",
                                        apiVersion,
                                        namespace,
                                        kind.plural(),
                                        Fields.name(object),
                                        MANAGER));
        HttpResponse<String> response =
                client.send(
                        HttpRequest.newBuilder(uri)
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/apply-patch+yaml")
                                .method(
                                        "PATCH",
                                        HttpRequest.BodyPublishers.ofString(object.toString()))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == CONFLICT) {
            LOG.info("{} {} was changed by someone, and stays as it is", kind, Fields.name(object));
        } else if (response.statusCode() >= 300) {
            throw new IOException(
                    "%s %s is refused: %s"
                            .formatted(kind.kind(), Fields.name(object), message(response.body())));
        }
    }

    private static String message(String body) {
        try {
            return Fields.text(JsonMapper.shared().readTree(body).path("message"));
        } catch (JacksonException e) {
            return body;
        }
    }

    /** Whether some ConfigMap holds this policy's manifest for as long as it is off. */
    private boolean isParked(ObjectNode policy) {
        return Fields.text(policy.path("apiVersion")).startsWith("cilium.io/")
                && store.list(Kind.CONFIG_MAP).stream()
                        .filter(map -> Fields.name(map).startsWith(PARKED))
                        .flatMap(map -> map.path("data").valueStream())
                        .anyMatch(text -> isManifestOf(Fields.text(text), policy));
    }

    private static boolean isManifestOf(String text, ObjectNode policy) {
        if (!text.stripLeading().startsWith("{")) {
            return false;
        }
        try {
            JsonNode parked = JsonMapper.shared().readTree(text);
            return Fields.text(parked.path("kind")).equals(Fields.text(policy.path("kind")))
                    && Fields.name(parked).equals(Fields.name(policy))
                    && Fields.namespace(parked).equals(Fields.namespace(policy));
        } catch (JacksonException notJson) {
            return false;
        }
    }

    private static SSLContext trusting(Tls tls) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "lab",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(
                                    new ByteArrayInputStream(
                                            tls.authorityPem()
                                                    .getBytes(StandardCharsets.US_ASCII))));
            TrustManagerFactory managers =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the lab's own certificate cannot be trusted", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
