package dev.portcullis.lab.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServerIT {

    @Test
    void theServerKeepsItsDataAndItsAccountsOverARestartAndRefusesPlainText(@TempDir Path folder)
            throws Exception {
        String script =
                """
                -- one account that may read
                CREATE USER IF NOT EXISTS 'reader'@'%' IDENTIFIED BY 'secret';
                GRANT SELECT, INSERT, CREATE
                  ON users.* TO 'reader'@'%';
                """;
        try (LabDatabase server =
                        LabDatabase.start(folder, script, "--require-secure-transport=ON");
                Connection connection = connect(server, "sslMode=REQUIRED");
                var statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE kept (id INT PRIMARY KEY)");
            statement.executeUpdate("INSERT INTO kept VALUES (42)");
            assertThatThrownBy(() -> connect(server, "sslMode=DISABLED"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("insecure transport");
        }

        try (LabDatabase server = LabDatabase.start(folder, script);
                Connection connection = connect(server, "sslMode=REQUIRED");
                var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(42);
        }
    }

    @Test
    void aPortWhereNobodyGreetsIsNotReady() {
        assertThat(Handshake.isGreeting(1, Duration.ofMillis(200))).isFalse();
    }

    private static Connection connect(LabDatabase server, String options) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:mysql://127.0.0.1:%d/users?%s&connectTimeout=2000"
                        .formatted(server.port(), options),
                "reader",
                "secret");
    }
}
