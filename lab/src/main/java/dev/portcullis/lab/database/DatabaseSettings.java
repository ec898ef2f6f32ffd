package dev.portcullis.lab.database;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * What one database server is to be.
 *
 * @param folder where its data, certificate and socket are kept; private to it
 * @param port the loopback port it listens on
 * @param rootPassword the password of {@code root@localhost}
 * @param database a database created with it; empty for none
 * @param scripts SQL run once, when the data are new
 * @param options further options for the server, such as {@code --require-secure-transport=ON}
 */
public record DatabaseSettings(
        Path folder,
        int port,
        String rootPassword,
        String database,
        List<String> scripts,
        List<String> options) {

    public DatabaseSettings {
        requireNonNull(folder, "folder is null");
        requireNonNull(rootPassword, "rootPassword is null");
        requireNonNull(database, "database is null");
        scripts = List.copyOf(scripts);
        options = List.copyOf(options);
        if (!database.matches("[A-Za-z0-9_]*")) {
            throw new IllegalArgumentException("not a plain database name: " + database);
        }
    }

    /** Passwords stay out of logs. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + folder + ", port " + port + "]";
    }
}
