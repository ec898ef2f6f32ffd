package dev.portcullis.userservice.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A real database server on a loopback port, one for all tests of a JVM; it ends, and takes its files along, with the
 * JVM. Three accounts as in the cluster: {@code users_ddl} makes tables, {@code users_app} works with rows, {@code
 * drill} may do nothing at all.
 */
public final class TestDatabase {

    public static final String PASSWORD = "test-password";

    private static @Nullable TestDatabase running;

    private final int port;
    private final AtomicInteger schemas = new AtomicInteger();

    private TestDatabase(int port) {
        this.port = port;
    }

    /** The running server; started by the first who asks. */
    public static synchronized TestDatabase get() {
        if (running == null) {
            try {
                running = start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        return running;
    }

    public int port() {
        return port;
    }

    /** A new empty schema, on which the two accounts have the rights they have in the cluster. */
    public String newSchema() {
        String schema = "test_" + schemas.incrementAndGet();
        execute("CREATE DATABASE " + schema);
        execute("GRANT ALL ON " + schema + ".* TO 'users_ddl'@'%'");
        execute("GRANT SELECT, INSERT, UPDATE, DELETE ON " + schema + ".* TO 'users_app'@'%'");
        return schema;
    }

    /** A URL of a schema, at the server's own port. */
    public String url(String schema) {
        return url(schema, port);
    }

    /** A URL of a schema, at a port that leads to the server. */
    public String url(String schema, int throughPort) {
        return "jdbc:mysql://127.0.0.1:" + throughPort + "/" + schema + "?sslMode=REQUIRED";
    }

    /** Runs a statement as the administrator. */
    public void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(""), "admin", PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static TestDatabase start() throws IOException, InterruptedException {
        ServerProgram program = ServerProgram.find();
        Path folder = Files.createTempDirectory("portcullis-db-");
        Path data = Files.createDirectory(folder.resolve("data"));
        Path log = folder.resolve("server.log");
        ServerCertificate certificate = ServerCertificate.make(folder);
        program.install(data, folder.resolve("install.log"));
        Path accounts = folder.resolve("accounts.sql");
        Files.writeString(accounts, accounts());
        int port = freePort();
        List<String> command = program.command(data);
        command.addAll(
                List.of(
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--skip-name-resolve",
                        "--socket=" + folder.resolve("s.sock"),
                        "--pid-file=" + folder.resolve("server.pid"),
                        "--ssl-cert=" + certificate.certificate(),
                        "--ssl-key=" + certificate.key(),
                        "--init-file=" + accounts,
                        "--innodb-flush-log-at-trx-commit=0",
                        "--max-connect-errors=1000000"));
        Process server =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, folder)));
        TestDatabase database = new TestDatabase(port);
        Awaitility.await("the database; its log is " + log)
                .atMost(60, TimeUnit.SECONDS)
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> !server.isAlive() || database.answers());
        if (!server.isAlive()) {
            throw new IOException("the database did not start: " + Files.readString(log));
        }
        return database;
    }

    private static String accounts() {
        StringBuilder sql = new StringBuilder();
        for (String user : List.of("admin", "users_ddl", "users_app", "drill")) {
            sql.append("CREATE USER '%s'@'%%' IDENTIFIED BY '%s';\n".formatted(user, PASSWORD));
        }
        return sql.append("GRANT ALL ON *.* TO 'admin'@'%' WITH GRANT OPTION;\n").toString();
    }

    private boolean answers() {
        try {
            execute("DO 1");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void end(Process server, Path folder) {
        // What it holds is thrown away: there is nothing to shut down in order.
        server.destroyForcibly();
        try {
            server.waitFor(10, TimeUnit.SECONDS);
            ServerProgram.delete(folder);
        } catch (IOException e) {
            System.err.println(folder + " could not be deleted: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
