package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

    private static final Logger LOG = LoggerFactory.getLogger(JarCache.class);

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
     * Runs the jar once, as its {@link Training} says, to write the cache that later starts use. Does nothing if there
     * is one. Returns when it is there, or cannot be had.
     */
    public void train(ProcessLedger ledger) throws InterruptedException {
        try {
            Program program = program();
            Path home = home();
            if (!Files.exists(cache(home))
                    && training.run(program.jar(), home, cache(home), ledger)) {
                LOG.debug("{} will start faster next time", name);
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
