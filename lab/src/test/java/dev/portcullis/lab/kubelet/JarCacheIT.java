package dev.portcullis.lab.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image starts faster the next time, and training it leaves nothing but the cache. */
class JarCacheIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path USER_SERVICE = ROOT.resolve("user-service/target/user-service.jar");
    private static final Path TRAFFIC = ROOT.resolve("traffic/target/traffic.jar");
    private static final Map<String, String> NO_DATABASE =
            Map.of(
                    "DB_URL", "jdbc:mysql://127.0.0.1:1/users",
                    "DB_USERNAME", "nobody",
                    "MIGRATION_USERNAME", "nobody");

    @TempDir Path folder;
    private ProcessLedger ledger;

    @BeforeEach
    void open() {
        ledger = new ProcessLedger(folder.resolve("processes"));
    }

    @Test
    void aServerThatIsAskedForAPageAndThenToldToEndLeavesACache() throws Exception {
        Training training = Training.server(NO_DATABASE, "/actuator/health/liveness");
        JarCache jar =
                new JarCache("user-service", USER_SERVICE, folder.resolve("images"), training);
        assertThat(jar.program().options()).isEmpty();

        jar.train(ledger);

        assertThat(jar.program().options()).singleElement().asString().startsWith("-XX:AOTCache=");
        assertThat(halves()).isEmpty();
        assertThat(ledger.endLeftovers()).isZero();
    }

    @Test
    void aProgramThatEndsByItselfLeavesACache() throws Exception {
        Training training =
                Training.once(
                        Map.of("DRILL", "training", "TARGET", "127.0.0.1:1", "ATTEMPTS", "1"),
                        "attack",
                        "mysql-login");
        JarCache jar = new JarCache("traffic", TRAFFIC, folder.resolve("images"), training);

        jar.train(ledger);

        assertThat(jar.program().options()).singleElement().asString().startsWith("-XX:AOTCache=");
        assertThat(halves()).isEmpty();
    }

    @Test
    void aJarThatChangedIsTrainedAnewAndTheOldCacheGoes() throws Exception {
        Path images = folder.resolve("images");
        Path jar = Files.copy(TRAFFIC, folder.resolve("traffic.jar"));
        Path before = new JarCache("traffic", jar, images, Training.once(Map.of())).program().jar();
        Files.copy(USER_SERVICE, jar, StandardCopyOption.REPLACE_EXISTING);

        JarCache.Program after =
                new JarCache("traffic", jar, images, Training.once(Map.of())).program();

        assertThat(after.jar()).isNotEqualTo(before);
        assertThat(after.options()).isEmpty();
        try (Stream<Path> kept = Files.list(images)) {
            assertThat(kept).hasSize(1);
        }
    }

    private List<Path> halves() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("training"))
                    .toList();
        }
    }
}
