package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a runnable jar in the form that starts fastest: a Spring Boot jar taken apart, and beside it an AOT cache (JEP
 * 514) that a first run, alone, has written.
 */
public final class JarCache {

    /** What to start: a jar, and the JVM options that go with it. */
    record Program(Path jar, List<String> options) {
        Program {
            options = List.copyOf(options);
        }
    }

    /** How to run a jar once so that it loads what it needs at a start, and ends by itself. */
    public record Training(
            List<String> options, List<String> arguments, Map<String, String> environment) {
        public Training {
            options = List.copyOf(options);
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }

        /** A Spring Boot program: it ends as soon as its context is there. */
        public static Training springBoot() {
            return new Training(
                    List.of("-Dspring.context.exit=onRefresh"),
                    List.of(),
                    Map.of("SERVER_ADDRESS", "127.0.0.1", "SERVER_PORT", "0"));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(JarCache.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Path jar;
    private final Path folder;
    private final Training training;

    /**
     * @param name of the image
     * @param jar as it was built
     * @param folder the cache for all images
     * @param training how to run it once, alone
     */
    public JarCache(String name, Path jar, Path folder, Training training) {
        this.name = name;
        this.jar = jar.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.training = training;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    synchronized Program program() throws IOException, InterruptedException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("the image " + name + " is not built: there is no " + jar);
        }
        Path home = home();
        if (!Files.isDirectory(home)) {
            forgetOthers(home);
            unpack(home);
        }
        Path start = started(home);
        Path cache = cache(home);
        List<String> options = new ArrayList<>();
        if (Files.exists(cache)) {
            options.add("-XX:AOTCache=" + cache);
        }
        return new Program(start, options);
    }

    /**
     * Runs the jar once, alone and without a network, at the lowest priority, to write the cache that later starts use.
     * Does nothing if there is one. Returns when it is there, or cannot be had.
     */
    public void train(ProcessLedger ledger) throws InterruptedException {
        try {
            Program program = program();
            Path home = home();
            if (Files.exists(cache(home))) {
                return;
            }
            Path half = home.resolve("training.aot");
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
                command.addAll(List.of("/usr/bin/nice", "-n", "19"));
            }
            command.addAll(List.of(java(), "-XX:AOTCacheOutput=" + half));
            command.addAll(JvmImage.MACHINE);
            command.addAll(training.options());
            command.addAll(List.of("-jar", program.jar().toString()));
            command.addAll(training.arguments());
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(home.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            builder.environment().putAll(training.environment());
            Process process = builder.start();
            ledger.add(process.toHandle());
            try {
                if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && Files.exists(half)) {
                    Files.move(half, cache(home), StandardCopyOption.ATOMIC_MOVE);
                    LOG.debug("{} will start faster next time", name);
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                Files.deleteIfExists(half);
                Files.deleteIfExists(home.resolve("training.aot.config"));
            }
        } catch (IOException e) {
            LOG.debug("No AOT cache for {}", name, e);
        }
    }

    /** One folder for each build of the jar. Builds that are reproducible give every jar the same time. */
    private Path home() throws IOException {
        CRC32 content = new CRC32();
        try (InputStream in = Files.newInputStream(jar)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                content.update(buffer, 0, n);
            }
        }
        return folder.resolve(
                "%s-%s-%s"
                        .formatted(
                                name,
                                Long.toString(Files.size(jar), 36),
                                Long.toString(content.getValue(), 36)));
    }

    private static Path cache(Path home) {
        return home.resolve("start.aot");
    }

    private Path started(Path home) {
        Path unpacked = home.resolve("app").resolve(jar.getFileName());
        return Files.exists(unpacked) ? unpacked : jar;
    }

    private void unpack(Path home) throws IOException, InterruptedException {
        Path half = home.resolveSibling(home.getFileName() + ".half");
        delete(half);
        Files.createDirectories(half);
        boolean boot;
        try (JarFile file = new JarFile(jar.toFile())) {
            boot = file.getEntry("BOOT-INF/") != null;
        }
        if (boot) {
            Process process =
                    new ProcessBuilder(
                                    java(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-XX:+UseSerialGC",
                                    "-Djarmode=tools",
                                    "-jar",
                                    jar.toString(),
                                    "extract",
                                    "--destination",
                                    half.resolve("app").toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (process.waitFor() != 0) {
                // It can be started as it is, only slower.
                delete(half.resolve("app"));
            }
        }
        Files.move(half, home);
    }

    private void forgetOthers(Path home) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path other : all.filter(this::isOurs).filter(o -> !o.equals(home)).toList()) {
                delete(other);
            }
        }
    }

    private boolean isOurs(Path candidate) {
        return candidate.getFileName().toString().matches(name + "-[0-9a-z]+-[0-9a-z]+(\\.half)?");
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be deleted", e);
        }
    }
}
