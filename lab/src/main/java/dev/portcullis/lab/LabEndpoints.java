package dev.portcullis.lab;

import dev.portcullis.lab.objects.Fields;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a running lab is found.
 *
 * @param console the console
 * @param signIn a link that signs in once
 * @param token for the console's API
 * @param operatorPassword of the account {@code operator}
 * @param kubernetes the API server
 * @param kubeconfig the file for kubectl
 * @param relay Hubble's address, host and port
 * @param metrics Hubble's metrics
 * @param userService the user service, from this machine
 * @param pid the lab's process
 */
public record LabEndpoints(
        URI console,
        URI signIn,
        String token,
        String operatorPassword,
        URI kubernetes,
        Path kubeconfig,
        String relay,
        URI metrics,
        URI userService,
        long pid) {

    /** Writes them to a file that only its owner can read. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        ObjectNode json =
                Fields.object()
                        .put("console", console.toString())
                        .put("signIn", signIn.toString())
                        .put("token", token)
                        .put("operatorPassword", operatorPassword)
                        .put("kubernetes", kubernetes.toString())
                        .put("kubeconfig", kubeconfig.toString())
                        .put("relay", relay)
                        .put("metrics", metrics.toString())
                        .put("userService", userService.toString())
                        .put("pid", pid);
        PrivateFiles.write(file, json.toPrettyString() + "\n");
    }
}
