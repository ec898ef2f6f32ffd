package dev.portcullis.lab;

import dev.portcullis.lab.api.KubeConfig;
import dev.portcullis.lab.api.Tls;
import dev.portcullis.lab.kubelet.JarCache;
import dev.portcullis.lab.kubelet.ProcessLedger;
import dev.portcullis.lab.kubelet.Training;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the next start of the lab faster: once this one has settled, each image runs alone for a moment, and its JVM
 * writes down what a start needs.
 */
final class Trainings implements AutoCloseable {

    /** Where a training finds its cluster, relay and database: nobody answers there. */
    private static final String NOBODY = "127.0.0.1:1";

    private final Duration after;
    private final Path folder;
    private final ProcessLedger ledger;
    private final Map<String, JarCache> jars = new TreeMap<>();
    private @Nullable Thread thread;

    /**
     * @param folder for what the programs write meanwhile; it goes with this run of the lab
     */
    Trainings(LabSettings settings, Path folder, ProcessLedger ledger) {
        this.after = settings.training();
        this.folder = folder;
        this.ledger = ledger;
        Path images = settings.cache().resolve("images");
        settings.images()
                .forEach(
                        (name, jar) ->
                                jars.put(name, new JarCache(name, jar, images, training(name))));
    }

    /** The jars of the images, by the name of the image. */
    Map<String, JarCache> jars() {
        return Map.copyOf(jars);
    }

    /** Starts training, unless the settings want none. */
    void start(Tls tls) throws IOException {
        if (after.isZero()) {
            return;
        }
        Files.createDirectories(folder);
        KubeConfig.write(kubeconfig(), URI.create("https://" + NOBODY), tls, LabSecrets.random());
        thread = Thread.ofVirtual().name("training").start(this::run);
    }

    private void run() {
        try {
            Thread.sleep(after);
            for (JarCache jar : jars.values()) {
                jar.train(ledger);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Training training(String image) {
        return switch (image) {
            case "console" ->
                    Training.server(
                            Map.of(
                                    "PORTCULLIS_STORE", folder.resolve("console").toString(),
                                    "PORTCULLIS_KUBECONFIG", kubeconfig().toString(),
                                    "PORTCULLIS_HUBBLE_ADDRESS", NOBODY,
                                    "PORTCULLIS_API_TOKEN", LabSecrets.random(),
                                    "PORTCULLIS_SIGN_IN_CODE", LabSecrets.random(),
                                    "PORTCULLIS_OPERATOR_PASSWORD", LabSecrets.random()),
                            "/login",
                            "/",
                            "/api/v1/status");
            case "user-service" ->
                    Training.server(
                            Map.of(
                                    "DB_URL", "jdbc:mysql://" + NOBODY + "/users",
                                    "DB_USERNAME", "nobody",
                                    "MIGRATION_USERNAME", "nobody"),
                            "/actuator/health/liveness",
                            "/actuator/prometheus");
            default ->
                    Training.once(
                            Map.of("DRILL", "training", "TARGET", NOBODY, "ATTEMPTS", "1"),
                            "attack",
                            "mysql-login");
        };
    }

    private Path kubeconfig() {
        return folder.resolve("kubeconfig");
    }

    @Override
    public void close() throws InterruptedException {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }
}
