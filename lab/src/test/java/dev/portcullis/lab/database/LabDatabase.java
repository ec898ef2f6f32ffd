package dev.portcullis.lab.database;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** A real database server for a test, stopped with it. */
public final class LabDatabase implements AutoCloseable {

    private static final Path CACHE = Path.of("target/cache").toAbsolutePath();

    private final Process process;
    private final int port;

    private LabDatabase(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server with the database {@code users}, the root password {@code root} and what a script adds. */
    public static LabDatabase start(Path folder, String script, String... options)
            throws IOException, InterruptedException {
        int port = freePort();
        List<String> command =
                new DatabaseServer(
                                MariaDbArchive.unpack(CACHE),
                                new DatabaseSettings(
                                        folder,
                                        port,
                                        "root",
                                        "users",
                                        List.of(script),
                                        List.of(options)),
                                Clock.systemUTC())
                        .prepare();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("server.log").toFile())
                        .start();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> Handshake.isGreeting(port, Duration.ofSeconds(1)));
        return new LabDatabase(process, port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
