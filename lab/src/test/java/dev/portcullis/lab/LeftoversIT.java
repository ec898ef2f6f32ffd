package dev.portcullis.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lab that is killed leaves its database running; the next one ends it, and leaves nothing itself. */
class LeftoversIT {

    private static final Duration LONG = Duration.ofMinutes(1);

    @Test
    void whatAKilledLabLeavesBehindIsEndedByTheNextOne(@TempDir Path folder) throws Exception {
        Process killed = start(folder);
        awaitDatabase(folder, killed);
        List<ProcessHandle> orphans = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        assertThat(orphans).isNotEmpty().allMatch(ProcessHandle::isAlive);

        Process next = start(folder);
        awaitDatabase(folder, next);
        awaitEnd(orphans);
        List<ProcessHandle> children = next.descendants().toList();
        next.destroy();

        assertThat(next.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(children).isNotEmpty();
        awaitEnd(children);
        assertThat(folder.resolve("state/run")).doesNotExist();
        assertThat(folder.resolve("state/processes")).doesNotExist();
    }

    // Whoever adopts an orphan may take a moment to note its end
    private static void awaitEnd(List<ProcessHandle> processes) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
    }

    private static void awaitDatabase(Path folder, Process lab) {
        await().atMost(LONG)
                .until(
                        () -> {
                            assertThat(lab.isAlive()).as(log(folder)).isTrue();
                            return lab.descendants()
                                    .anyMatch(p -> p.info().command().orElse("").contains("maria"));
                        });
    }

    private static Process start(Path folder) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state"));
        Path cache = state.resolve("cache");
        if (!Files.exists(cache, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(
                    cache, Files.createDirectories(Path.of("target/cache").toAbsolutePath()));
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator,
                        "dev.portcullis.lab.Lab",
                        "--manifests",
                        "../k8s/overlays/lab",
                        "--state",
                        state.toString(),
                        "--endpoints",
                        folder.resolve("endpoints.json").toString(),
                        "--without",
                        "console",
                        "--without",
                        "user-service",
                        "--without",
                        "storefront")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("lab.log").toFile())
                .start();
    }

    private static String log(Path folder) {
        try {
            return Files.readString(folder.resolve("lab.log"));
        } catch (IOException none) {
            return "";
        }
    }
}
