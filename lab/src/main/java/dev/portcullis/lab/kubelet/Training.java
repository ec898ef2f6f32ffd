package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How to run a jar once, at the lowest priority, so that it loads what it needs at a start and the JVM can write it down
 * as an AOT cache (JEP 514).
 *
 * <p>A start that fails, or that ends before the first request, leaves out half of what a start loads: so a server is
 * really started, asked for pages, and then told to end.
 *
 * @param arguments of the program
 * @param environment all it sees beside its PATH, and where it is to listen
 * @param pages paths that are asked for over HTTP, the first one again and again until it is answered; none for a
 *     program that ends by itself
 */
public record Training(
        List<String> arguments, Map<String, String> environment, List<String> pages) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(250);

    public Training {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        pages = List.copyOf(pages);
    }

    /** A program that ends by itself. */
    public static Training once(Map<String, String> environment, String... arguments) {
        return new Training(List.of(arguments), environment, List.of());
    }

    /** A server that listens where SERVER_ADDRESS and SERVER_PORT say. */
    public static Training server(Map<String, String> environment, String... pages) {
        return new Training(List.of(), environment, List.of(pages));
    }

    /** Returns whether the cache is there now. */
    boolean run(Path jar, Path folder, Path cache, ProcessLedger ledger)
            throws IOException, InterruptedException {
        Path half = folder.resolve("training.aot");
        int port = new FreePorts().any();
        ProcessBuilder builder =
                new ProcessBuilder(command(jar, half))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_ADDRESS", "127.0.0.1");
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        Process process = builder.start();
        ledger.add(process.toHandle());
        try {
            if (!pages.isEmpty()) {
                ask(process, URI.create("http://127.0.0.1:" + port));
                process.destroy();
            }
            boolean written =
                    process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && Files.exists(half);
            if (written) {
                Files.move(half, cache, StandardCopyOption.ATOMIC_MOVE);
            }
            return written;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.deleteIfExists(half);
            Files.deleteIfExists(half.resolveSibling(half.getFileName() + ".config"));
        }
    }

    private List<String> command(Path jar, Path cache) {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
            command.addAll(List.of("/usr/bin/nice", "-n", "19"));
        }
        command.addAll(List.of(JarCache.java(), "-XX:AOTCacheOutput=" + cache));
        command.addAll(JvmImage.MACHINE);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private void ask(Process process, URI server) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (process.isAlive()
                    && System.nanoTime() < deadline
                    && !answers(http, server.resolve(pages.getFirst()))) {
                Thread.sleep(PAUSE);
            }
            for (String page : pages) {
                answers(http, server.resolve(page));
            }
        }
    }

    private static boolean answers(HttpClient http, URI page) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(page).timeout(Duration.ofSeconds(20)).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException notYet) {
            return false;
        }
    }
}
