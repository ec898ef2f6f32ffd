package dev.portcullis.lab.database;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Sets a database server's folder up, and knows the command that starts it. It does not start it: the kubelet does. */
public final class DatabaseServer {

    private static final List<String> OWN_TABLES =
            List.of(
                    "mariadb_system_tables.sql",
                    "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql",
                    "maria_add_gis_sp_bootstrap.sql");

    /** Small enough for a laptop beside everything else; the lab's data are few. */
    private static final List<String> SMALL =
            List.of(
                    "--innodb-buffer-pool-size=32M",
                    "--innodb-log-buffer-size=2M",
                    "--performance-schema=OFF",
                    "--max-connections=100",
                    // A host gate that opens and shuts must never lock the service out for good.
                    "--max-connect-errors=1000000");

    private final DatabaseProgram program;
    private final DatabaseSettings settings;
    private final Clock clock;

    public DatabaseServer(DatabaseProgram program, DatabaseSettings settings, Clock clock) {
        this.program = program;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes the data if there are none, and answers the command to start the server with. A data folder whose making
     * was cut short is thrown away and made again.
     */
    public List<String> prepare() throws IOException, InterruptedException {
        Path folder = Files.createDirectories(settings.folder().toAbsolutePath());
        Path data = folder.resolve("data");
        Path complete = folder.resolve("data-is-complete");
        DatabaseCertificate certificate = DatabaseCertificate.in(folder, clock);
        if (!Files.exists(complete)) {
            Folders.delete(data);
            Files.createDirectories(data);
            makeTables(folder, data);
            Files.createFile(complete);
        }
        List<String> command = new ArrayList<>(basics(data));
        command.add("--port=" + settings.port());
        command.add("--bind-address=127.0.0.1");
        command.add("--skip-name-resolve");
        command.add("--socket=" + socket(folder));
        command.add("--pid-file=" + folder.resolve("server.pid"));
        command.add("--ssl-cert=" + certificate.certificate());
        command.add("--ssl-key=" + certificate.key());
        command.add("--init-file=" + firstStatements(folder));
        if (program.vendor() == DatabaseProgram.Vendor.MYSQL) {
            command.add("--mysqlx=OFF");
            command.add("--secure-file-priv=NULL");
        }
        command.addAll(SMALL);
        command.addAll(settings.options());
        return List.copyOf(command);
    }

    private List<String> basics(Path data) {
        List<String> command = new ArrayList<>();
        command.add(program.server().toString());
        command.add("--no-defaults");
        command.add("--basedir=" + program.home().toAbsolutePath());
        command.add("--datadir=" + data);
        command.add("--lc-messages-dir=" + program.home().toAbsolutePath().resolve("share"));
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root unless told so.
            command.add("--user=root");
        }
        return command;
    }

    private void makeTables(Path folder, Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(basics(data));
        Path log = folder.resolve("setup.log");
        if (program.vendor() == DatabaseProgram.Vendor.MYSQL) {
            command.add("--initialize-insecure");
        } else {
            command.add("--bootstrap");
            command.add("--skip-ssl");
            command.add("--innodb-buffer-pool-size=32M");
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            if (program.vendor() == DatabaseProgram.Vendor.MARIADB) {
                in.write("create database mysql;\nuse mysql;\n".getBytes(StandardCharsets.UTF_8));
                for (String script : OWN_TABLES) {
                    Files.copy(program.home().resolve("share").resolve(script), in);
                }
            }
        }
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException("setting up the database takes too long; see " + log);
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "setting up the database failed (%d); see %s"
                            .formatted(process.exitValue(), log));
        }
    }

    /** Accounts and the empty database, in statements that change nothing when they are run again. */
    private Path firstStatements(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(
                "ALTER USER 'root'@'localhost' IDENTIFIED BY '%s';"
                        .formatted(settings.rootPassword().replace("'", "''")));
        if (program.vendor() == DatabaseProgram.Vendor.MARIADB) {
            lines.add("DELETE FROM mysql.global_priv WHERE User = '';");
            lines.add("FLUSH PRIVILEGES;");
        }
        if (!settings.database().isEmpty()) {
            lines.add(
                    "CREATE DATABASE IF NOT EXISTS `%s` CHARACTER SET utf8mb4;"
                            .formatted(settings.database()));
        }
        for (String script : settings.scripts()) {
            lines.addAll(SqlScript.statements(script));
        }
        Path file = folder.resolve("accounts.sql");
        Secrets.write(file, String.join("\n", lines) + "\n");
        return file;
    }

    /** A socket's path may have about 100 characters; a deep folder gets one in the system's temporary place. */
    private static Path socket(Path folder) {
        Path here = folder.resolve("s.sock");
        return here.toString().length() < 100
                ? here
                : Path.of(System.getProperty("java.io.tmpdir", "/tmp"))
                        .resolve("portcullis-" + Integer.toHexString(folder.hashCode()) + ".sock");
    }
}
