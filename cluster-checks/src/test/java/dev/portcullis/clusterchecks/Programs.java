package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine that a check needs and a laptop may lack, and the folders of this repository. */
final class Programs {

    /** What a program said and how it ended. */
    record Result(int code, String output) {}

    private Programs() {}

    /** The repository's root: the nearest folder upwards that holds the manifests. */
    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(here.resolve("k8s/base"))) {
            here = Optional.ofNullable(here.getParent()).orElseThrow();
        }
        return here;
    }

    /** Goes on only where that program is on the PATH, and says so where it is not. */
    static void need(String program) {
        boolean there = isThere(program);
        if (!there) {
            System.out.println("Not checked, because there is no " + program + " on the PATH");
        }
        assumeTrue(there, program + " is not on the PATH");
    }

    /** Fails where that program is not on the PATH: {@code ./test} installs it. */
    static void require(String program) {
        assertThat(isThere(program))
                .as("%s is needed on the PATH; on Debian: apt-get install prometheus", program)
                .isTrue();
    }

    static Result run(Path folder, String... command) {
        return run(folder, Map.of(), command);
    }

    static Result run(Path folder, Map<String, String> environment, String... command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectErrorStream(true);
            // A settings file that is named but not there makes terraform grumble into its output
            builder.environment().remove("TF_CLI_CONFIG_FILE");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(List.of(command) + " did not end");
            }
            return new Result(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
