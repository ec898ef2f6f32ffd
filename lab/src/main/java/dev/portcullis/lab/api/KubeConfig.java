package dev.portcullis.lab.api;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Writes the file kubectl and other clients read to find the lab. */
public final class KubeConfig {

    private KubeConfig() {}

    /** Writes a kubeconfig only its owner can read, in place of what was there. */
    public static void write(Path file, URI server, Tls tls, String token) throws IOException {
        var fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(
                fresh,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, text(server, tls, token));
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** The content of such a file. */
    public static String text(URI server, Tls tls, String token) {
        var authority =
                Base64.getEncoder()
                        .encodeToString(tls.authorityPem().getBytes(StandardCharsets.US_ASCII));
        return """
                apiVersion: v1
                kind: Config
                clusters:
                - name: portcullis-lab
                  cluster:
                    server: %s
                    certificate-authority-data: %s
                users:
                - name: operator
                  user:
                    token: %s
                contexts:
                - name: portcullis-lab
                  context:
                    cluster: portcullis-lab
                    user: operator
                current-context: portcullis-lab
                """
                .formatted(server, authority, token);
    }
}
