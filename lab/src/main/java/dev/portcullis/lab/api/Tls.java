package dev.portcullis.lab.api;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The lab's certificate authority and the one server certificate it signed, for 127.0.0.1 and
 * localhost. Keys are EC P-256.
 */
public final class Tls {

    private static final Duration VALID = Duration.ofDays(365);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private final String authorityPem;
    private final String certificatePem;
    private final String keyPem;

    private Tls(String authorityPem, String certificatePem, String keyPem) {
        this.authorityPem = authorityPem;
        this.certificatePem = certificatePem;
        this.keyPem = keyPem;
    }

    /** A new authority and certificate, kept nowhere. */
    public static Tls create() {
        try {
            return create(Clock.systemUTC());
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException("Cannot make a certificate", e);
        }
    }

    /**
     * Those kept in this directory as {@code ca.crt}, {@code tls.crt} and {@code tls.key}, or new
     * ones, which are then kept, if there are none or they run out within 30 days.
     */
    public static Tls in(Path directory) {
        var authority = directory.resolve("ca.crt");
        var certificate = directory.resolve("tls.crt");
        var key = directory.resolve("tls.key");
        try {
            if (Files.exists(authority) && Files.exists(certificate) && Files.exists(key)) {
                var kept =
                        new Tls(
                                Files.readString(authority),
                                Files.readString(certificate),
                                Files.readString(key));
                if (kept.isUsable(Clock.systemUTC())) {
                    return kept;
                }
            }
            var fresh = create();
            Files.createDirectories(directory);
            Files.deleteIfExists(key);
            Files.createFile(
                    key,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(authority, fresh.authorityPem);
            Files.writeString(certificate, fresh.certificatePem);
            Files.writeString(key, fresh.keyPem);
            return fresh;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep certificates in " + directory, e);
        }
    }

    /** The authority's certificate, as a kubeconfig names it. */
    public String authorityPem() {
        return authorityPem;
    }

    /** The server's certificate. */
    public String certificatePem() {
        return certificatePem;
    }

    /** The server's private key, as PKCS #8. */
    public String keyPem() {
        return keyPem;
    }

    /** A key store with the server's key under the alias {@code lab} and this password. */
    KeyStore keyStore(char[] password) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(
                    "lab",
                    key(),
                    password,
                    new X509Certificate[] {certificate(certificatePem), certificate(authorityPem)});
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot read the lab's own certificate", e);
        }
    }

    private boolean isUsable(Clock clock) {
        try {
            var server = certificate(certificatePem);
            server.verify(certificate(authorityPem).getPublicKey());
            key();
            return server.getNotAfter().toInstant().isAfter(Instant.now(clock).plus(RENEW_BEFORE));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private PrivateKey key() throws IOException {
        try (var parser = new PEMParser(new StringReader(keyPem))) {
            if (parser.readObject() instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            }
            throw new IOException("tls.key holds no key");
        }
    }

    private static X509Certificate certificate(String pem)
            throws IOException, GeneralSecurityException {
        try (var parser = new PEMParser(new StringReader(pem))) {
            if (parser.readObject() instanceof X509CertificateHolder holder) {
                return new JcaX509CertificateConverter().getCertificate(holder);
            }
            throw new IOException("there is no certificate");
        }
    }

    private static Tls create(Clock clock)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        var now = Instant.now(clock);
        var authorityName = new X500Name("CN=Portcullis lab CA");
        var authorityKeys = keys();
        var authority =
                builder(authorityName, authorityName, authorityKeys, now)
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign))
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(authorityKeys.getPrivate()));
        var serverKeys = keys();
        var names =
                new GeneralNames(
                        new GeneralName[] {
                            new GeneralName(GeneralName.dNSName, "localhost"),
                            new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                            new GeneralName(GeneralName.dNSName, "kubernetes.default.svc")
                        });
        var server =
                builder(authorityName, new X500Name("CN=portcullis-lab"), serverKeys, now)
                        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                        .addExtension(
                                Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                        .addExtension(
                                Extension.extendedKeyUsage,
                                false,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                        .addExtension(Extension.subjectAlternativeName, false, names)
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(authorityKeys.getPrivate()));
        return new Tls(
                pem(authority),
                pem(server),
                pem(new JcaPKCS8Generator(serverKeys.getPrivate(), null)));
    }

    private static JcaX509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair keys, Instant now) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                new BigInteger(159, new SecureRandom()),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(VALID)),
                subject,
                keys.getPublic());
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String pem(Object object) throws IOException {
        var text = new StringWriter();
        try (var writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }
}
