package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a runnable jar in the form that starts fastest: a Spring Boot jar taken apart, and beside it an AOT cache (JEP
 * 514) that the JVM wrote while the first process of this jar ran.
 */
public final class JarCache {

    /** What to start: a jar, and the JVM options that go with it. */
    record Program(Path jar, List<String> options) {
        Program {
            options = List.copyOf(options);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(JarCache.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One at a time: writing a cache takes a core for seconds. */
    private static final ReentrantLock ASSEMBLY = new ReentrantLock();

    private final String name;
    private final Path jar;
    private final Path folder;
    private final Duration training;
    private boolean isTraining;

    /**
     * @param name of the image
     * @param jar as it was built
     * @param folder the cache for all images
     * @param training how long a first process runs before its cache is written; zero for no caches
     */
    public JarCache(String name, Path jar, Path folder, Duration training) {
        this.name = name;
        this.jar = jar.toAbsolutePath();
        this.folder = folder.toAbsolutePath();
        this.training = training;
    }

    static String java() {
        return tool("java");
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
        } else if (training.isPositive() && !isTraining) {
            isTraining = true;
            options.add("-XX:AOTCacheOutput=" + half(home));
        }
        return new Program(start, options);
    }

    /** A process of this jar is ready. If it is the one that is watched, its cache is written a while later. */
    void trained(Process process) {
        boolean watched =
                process.info()
                        .arguments()
                        .map(
                                arguments ->
                                        Stream.of(arguments)
                                                .anyMatch(a -> a.startsWith("-XX:AOTCacheOutput=")))
                        .orElse(false);
        if (watched) {
            Thread.ofVirtual().name("aot-" + name).start(() -> write(process));
        }
    }

    private void write(Process process) {
        try {
            if (process.waitFor(training.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            ASSEMBLY.lockInterruptibly();
            try {
                Process jcmd =
                        new ProcessBuilder(
                                        tool("jcmd"),
                                        Long.toString(process.pid()),
                                        "AOT.end_recording")
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                if (!jcmd.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    jcmd.destroyForcibly();
                }
                Path half = half(home());
                if (Files.exists(half)) {
                    Files.move(half, cache(home()));
                    LOG.debug("{} will start faster next time", name);
                }
            } finally {
                ASSEMBLY.unlock();
            }
        } catch (IOException e) {
            LOG.debug("No AOT cache for {}", name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One folder for each build of the jar. */
    private Path home() throws IOException {
        long changed = Files.getLastModifiedTime(jar).toMillis();
        return folder.resolve(
                "%s-%s-%s"
                        .formatted(
                                name,
                                Long.toString(Files.size(jar), 36),
                                Long.toString(changed, 36)));
    }

    private static Path cache(Path home) {
        return home.resolve("start.aot");
    }

    private static Path half(Path home) {
        return home.resolve("training.aot");
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

    private static String tool(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }
}
