package dev.portcullis.lab.kubelet;

import dev.portcullis.lab.database.DatabaseProgram;
import dev.portcullis.lab.database.DatabaseServer;
import dev.portcullis.lab.database.DatabaseSettings;
import dev.portcullis.lab.database.Handshake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The image {@code mysql}: a real database server, whose data outlive the pod. */
public final class DatabaseImage implements Image {

    private static final int PORT = 3306;

    private final Supplier<DatabaseProgram> program;
    private final Path folder;
    private final Clock clock;

    /**
     * @param folder where each pod's data are kept, by the pod's name
     */
    public DatabaseImage(Supplier<DatabaseProgram> program, Path folder, Clock clock) {
        this.program = program;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Launch prepare(Start start) throws IOException, InterruptedException {
        int port = start.ports().getOrDefault(PORT, 0);
        if (port == 0) {
            throw new IOException("a database needs the container port " + PORT);
        }
        DatabaseSettings settings =
                new DatabaseSettings(
                        folder.resolve(start.pod().replace('/', '-')),
                        port,
                        start.environment().getOrDefault("MYSQL_ROOT_PASSWORD", ""),
                        start.environment().getOrDefault("MYSQL_DATABASE", ""),
                        start.initScripts(),
                        options(start.arguments()));
        List<String> command = new DatabaseServer(program.get(), settings, clock).prepare();
        return new Launch(
                command,
                Map.of(),
                Optional.of(
                        within ->
                                Handshake.isGreeting(port, within)
                                        ? Optional.empty()
                                        : Optional.of("the database does not greet yet")));
    }

    /** What would move the server elsewhere is the lab's business. */
    private static List<String> options(List<String> arguments) {
        return arguments.stream()
                .filter(argument -> argument.startsWith("--"))
                .filter(
                        argument ->
                                !argument.matches(
                                        "--(datadir|basedir|port|bind-address|socket|user)=.*"))
                .toList();
    }

    @Override
    public int rank() {
        return 0;
    }
}
