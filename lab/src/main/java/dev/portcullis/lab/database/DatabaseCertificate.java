package dev.portcullis.lab.database;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The server's own TLS certificate, on an elliptic curve: without one MariaDB 11.4 makes an RSA key at every start,
 * which takes seconds.
 */
record DatabaseCertificate(Path certificate, Path key) {

    private static final Duration LIFE = Duration.ofDays(3650);

    /** The certificate kept in a folder; made if there is none. */
    static DatabaseCertificate in(Path folder, Clock clock) throws IOException {
        DatabaseCertificate files =
                new DatabaseCertificate(
                        folder.resolve("server-cert.pem"), folder.resolve("server-key.pem"));
        if (!Files.exists(files.certificate())) {
            try {
                files.make(clock.instant());
            } catch (GeneralSecurityException | OperatorCreationException e) {
                throw new IOException("no certificate could be made for the database", e);
            }
        }
        return files;
    }

    private void make(Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        X500Name name = new X500Name("CN=mysql.users.svc.cluster.local");
        X509CertificateHolder holder =
                new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.valueOf(now.toEpochMilli()),
                                Date.from(now.minus(Duration.ofDays(1))),
                                Date.from(now.plus(LIFE)),
                                name,
                                pair.getPublic())
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(
                                        new GeneralName(
                                                GeneralName.dNSName,
                                                "mysql.users.svc.cluster.local")))
                        .build(
                                new JcaContentSignerBuilder("SHA256withECDSA")
                                        .build(pair.getPrivate()));
        Files.writeString(key, "");
        if (Files.getFileStore(key).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
        Files.writeString(certificate, pem("CERTIFICATE", holder.getEncoded()));
    }

    private static String pem(String what, byte[] der) {
        StringWriter out = new StringWriter();
        out.append("-----BEGIN ").append(what).append("-----\n");
        out.append(Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der));
        out.append("\n-----END ").append(what).append("-----\n");
        return out.toString();
    }
}
