package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An image that is a runnable jar of this build: a small JVM whose every way out is its pod's listener. */
public final class JvmImage implements Image {

    private static final long MEBI = 1024 * 1024;
    private static final long SMALLEST_HEAP = 24;
    private static final long LARGEST_HEAP = 256;

    /** A small machine that starts fast. A cache is of use only to the machine it was made with. */
    static final List<String> MACHINE =
            List.of(
                    "-Xlog:disable",
                    "-Xlog:all=error:stderr",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:ReservedCodeCacheSize=48m",
                    "-Xss512k",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private final JarCache jar;
    private final int rank;

    /**
     * @param jar the runnable jar
     * @param rank where few can start at once, the lower number goes first
     */
    public JvmImage(JarCache jar, int rank) {
        this.jar = jar;
        this.rank = rank;
    }

    @Override
    public int rank() {
        return rank;
    }

    @Override
    public Launch prepare(Start start) throws IOException, InterruptedException {
        JarCache.Program program = jar.program();
        Path temporary = Files.createDirectories(start.folder().resolve("tmp"));
        String proxyPort = Integer.toString(start.proxyPort());
        List<String> command = new ArrayList<>();
        command.add(JarCache.java());
        command.addAll(program.options());
        command.addAll(MACHINE);
        command.addAll(
                List.of(
                        "-Xmx" + heap(start.memoryLimit()) + "m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Djava.io.tmpdir=" + temporary,
                        "-Djava.net.preferIPv4Stack=true",
                        "-Djdk.net.hosts.file=" + start.hosts(),
                        "-DsocksProxyHost=127.0.0.1",
                        "-DsocksProxyPort=" + proxyPort,
                        "-Dhttp.proxyHost=127.0.0.1",
                        "-Dhttp.proxyPort=" + proxyPort,
                        "-Dnetworkaddress.cache.ttl=0",
                        "-Dnetworkaddress.cache.negative.ttl=0",
                        "-jar",
                        program.jar().toString()));
        command.addAll(start.arguments());
        return new Launch(command, server(start), Optional.empty());
    }

    /** Where a Spring Boot program listens. */
    private static Map<String, String> server(Start start) {
        return start.ports().values().stream()
                .findFirst()
                .map(
                        port ->
                                Map.of(
                                        "SERVER_ADDRESS",
                                        "127.0.0.1",
                                        "SERVER_PORT",
                                        Integer.toString(port)))
                .orElse(Map.of());
    }

    /** A quarter of the container's limit, as a JVM in a container takes. */
    private static long heap(long limit) {
        return limit <= 0
                ? LARGEST_HEAP / 2
                : Math.clamp(limit / 4 / MEBI, SMALLEST_HEAP, LARGEST_HEAP);
    }
}
