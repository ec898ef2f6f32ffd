package dev.portcullis.hubble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.hubble.HubbleSettings.Tls;
import io.grpc.TlsServerCredentials;
import io.grpc.TlsServerCredentials.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS as a relay offers it: its certificate names {@code *.hubble-relay.cilium.io}. */
class FlowClientTlsTest {
    private static final String NAME = "ui.hubble-relay.cilium.io";

    @TempDir static Path dir;

    @BeforeAll
    static void makeCertificates() throws Exception {
        TestCertificates.write(dir, "relay", "EC", "*.hubble-relay.cilium.io");
        TestCertificates.write(dir, "rsa", "RSA", "portcullis");
        TestCertificates.write(dir, "ec", "EC", "portcullis");
        // PKCS#8 is a header around the key that PKCS#1 and SEC 1 files hold alone.
        unwrap("rsa", "RSA PRIVATE KEY", 26);
        unwrap("ec", "EC PRIVATE KEY", -1);
    }

    @Test
    void theServersCertificateIsCheckedAgainstTheAuthorityAndTheName() throws IOException {
        try (TestRelay relay = relay(ClientAuth.NONE)) {
            assertThat(firstEvent(relay, tls("relay.crt", NAME)))
                    .isInstanceOf(StreamEvent.Connected.class);
            assertThat(firstEvent(relay, tls("relay.crt", "elsewhere.example")))
                    .isInstanceOf(StreamEvent.Disconnected.class);
            assertThat(firstEvent(relay, tls("rsa.crt", NAME)))
                    .isInstanceOfSatisfying(
                            StreamEvent.Disconnected.class,
                            ended -> assertThat(ended.reason()).contains("TLS"));
        }
    }

    @ParameterizedTest
    @CsvSource({"rsa, rsa.key", "rsa, rsa.old.key", "ec, ec.key", "ec, ec.old.key"})
    void aServerThatAsksForOurCertificateGetsItFromEveryKindOfKey(String certificate, String key)
            throws IOException {
        try (TestRelay relay = relay(ClientAuth.REQUIRE)) {
            var mutual =
                    new Tls(
                            Optional.of(dir.resolve("relay.crt")),
                            Optional.of(dir.resolve(certificate + ".crt")),
                            Optional.of(dir.resolve(key)),
                            Optional.of(NAME));

            assertThat(firstEvent(relay, mutual)).isInstanceOf(StreamEvent.Connected.class);
        }
    }

    @Test
    void withoutACertificateSuchAServerTurnsUsAway() throws IOException {
        try (TestRelay relay = relay(ClientAuth.REQUIRE)) {
            assertThat(firstEvent(relay, tls("relay.crt", NAME)))
                    .isInstanceOf(StreamEvent.Disconnected.class);
        }
    }

    @Test
    void aMissingFileIsNamedAndTriedAgainLater() throws IOException {
        try (TestRelay relay = relay(ClientAuth.NONE)) {
            assertThat(firstEvent(relay, tls("absent.crt", NAME)))
                    .isInstanceOfSatisfying(
                            StreamEvent.Disconnected.class,
                            ended ->
                                    assertThat(ended.reason())
                                            .contains("absent.crt cannot be read"));
        }
    }

    @Test
    void aCertificateThatIsRenewedIsTakenUpWithoutANewStart() throws IOException {
        Path renewed = dir.resolve("renewed.crt");
        Files.copy(dir.resolve("rsa.crt"), renewed, StandardCopyOption.REPLACE_EXISTING);
        try (TestRelay relay = relay(ClientAuth.NONE);
                FlowClient client =
                        FlowClient.open(
                                HubbleSettings.at(relay.address())
                                        .with(tls("renewed.crt", NAME))
                                        .withRetry(Duration.ofMillis(50), Duration.ofMillis(200)),
                                FlowQuery.everything(0))) {
            await().until(() -> saw(client, StreamEvent.Disconnected.class));

            Files.copy(dir.resolve("relay.crt"), renewed, StandardCopyOption.REPLACE_EXISTING);

            await().until(() -> saw(client, StreamEvent.Connected.class));
        }
    }

    private static boolean saw(FlowClient client, Class<? extends StreamEvent> event)
            throws InterruptedException {
        return client.poll(10, Duration.ofMillis(50)).stream().anyMatch(event::isInstance);
    }

    private static Tls tls(String ca, String name) {
        return new Tls(
                Optional.of(dir.resolve(ca)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(name));
    }

    private static TestRelay relay(ClientAuth clients) throws IOException {
        Path both = dir.resolve("clients.crt");
        Files.writeString(
                both,
                Files.readString(dir.resolve("rsa.crt")) + Files.readString(dir.resolve("ec.crt")));
        return new TestRelay(
                100,
                TlsServerCredentials.newBuilder()
                        .keyManager(
                                dir.resolve("relay.crt").toFile(),
                                dir.resolve("relay.key").toFile())
                        .trustManager(both.toFile())
                        .clientAuth(clients)
                        .build());
    }

    private static StreamEvent firstEvent(TestRelay relay, Tls tls) {
        var settings =
                HubbleSettings.at(relay.address())
                        .with(tls)
                        .withRetry(Duration.ofMillis(50), Duration.ofSeconds(1));
        try (FlowClient client = FlowClient.open(settings, FlowQuery.everything(0))) {
            List<StreamEvent> events = new ArrayList<>();
            await().atMost(Duration.ofSeconds(10))
                    .until(
                            () -> {
                                events.addAll(client.poll(10, Duration.ofMillis(50)));
                                return !events.isEmpty();
                            });
            return events.getFirst();
        }
    }

    private static void unwrap(String name, String kind, int header) throws IOException {
        String pem = Files.readString(dir.resolve(name + ".key"));
        byte[] pkcs8 =
                Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
        byte[] inner;
        if (header > 0) {
            inner = Arrays.copyOfRange(pkcs8, header, pkcs8.length);
        } else {
            inner = sec1(pkcs8);
        }
        TestCertificates.pem(dir.resolve(name + ".old.key"), kind, inner);
    }

    /** The JDK's SEC 1 part leaves out the curve, which openssl's and Go's files carry. */
    private static byte[] sec1(byte[] pkcs8) {
        byte[] curve = curve(pkcs8);
        int at = 0;
        for (int i = 0; i + 6 < pkcs8.length; i++) {
            if (pkcs8[i] == 0x30 && pkcs8[i + 2] == 2 && pkcs8[i + 3] == 1 && pkcs8[i + 4] == 1) {
                at = i;
                break;
            }
        }
        // INTEGER 1 and the OCTET STRING that is the key.
        int keyLength = pkcs8[at + 6];
        byte[] body = Arrays.copyOfRange(pkcs8, at + 2, at + 7 + keyLength);
        var out = new java.io.ByteArrayOutputStream();
        out.write(0x30);
        out.write(body.length + 2 + curve.length);
        out.writeBytes(body);
        out.write(0xA0);
        out.write(curve.length);
        out.writeBytes(curve);
        return out.toByteArray();
    }

    private static byte[] curve(byte[] pkcs8) {
        // SEQUENCE, version, SEQUENCE { id-ecPublicKey (9 bytes), curve }
        int start = pkcs8.length;
        for (int i = 0; i + 2 < pkcs8.length; i++) {
            if (pkcs8[i] == 6 && pkcs8[i + 1] == 7) {
                start = i + 9;
                break;
            }
        }
        return Arrays.copyOfRange(pkcs8, start, start + 2 + pkcs8[start + 1]);
    }
}
