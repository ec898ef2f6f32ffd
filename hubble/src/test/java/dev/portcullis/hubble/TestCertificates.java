package dev.portcullis.hubble;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;

/** Certificates made by the JDK's keytool: an authority is a self-signed certificate here. */
final class TestCertificates {
    private TestCertificates() {}

    /** Writes {@code name.crt} and {@code name.key} (PKCS#8). */
    static void write(Path dir, String name, String algorithm, String dns) throws Exception {
        Path store = dir.resolve(name + ".p12");
        var arguments =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=" + dns,
                        "-ext",
                        "SAN=dns:" + dns,
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString());
        Process keytool = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
        pem(dir.resolve(name + ".crt"), "CERTIFICATE", keys.getCertificate(name).getEncoded());
        var key = (PrivateKey) keys.getKey(name, "changeit".toCharArray());
        pem(dir.resolve(name + ".key"), "PRIVATE KEY", key.getEncoded());
    }

    static void pem(Path file, String kind, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                        .formatted(kind, Base64.getMimeEncoder().encodeToString(content), kind));
    }
}
