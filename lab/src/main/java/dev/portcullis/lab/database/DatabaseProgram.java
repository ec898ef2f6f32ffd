package dev.portcullis.lab.database;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A database server's program on this machine: its folder, its executable, and whose it is. */
public record DatabaseProgram(Path home, Path server, Vendor vendor) {

    /** Who made the server: they are set up for the first time in different ways. */
    public enum Vendor {
        MARIADB,
        MYSQL
    }

    public DatabaseProgram {
        requireNonNull(home, "home is null");
        requireNonNull(server, "server is null");
        requireNonNull(vendor, "vendor is null");
    }

    /**
     * The genuine MySQL installed in a folder, as {@code PORTCULLIS_MYSQL} names it.
     *
     * @throws IllegalArgumentException if there is no {@code mysqld} in its {@code bin} or {@code sbin}
     */
    public static DatabaseProgram mysql(Path home) {
        for (String name : List.of("bin/mysqld", "sbin/mysqld", "bin/mysqld.exe")) {
            Path server = home.resolve(name);
            if (Files.isExecutable(server)) {
                return new DatabaseProgram(home, server, Vendor.MYSQL);
            }
        }
        throw new IllegalArgumentException(
                "PORTCULLIS_MYSQL names " + home + ", and there is no bin/mysqld in it");
    }
}
