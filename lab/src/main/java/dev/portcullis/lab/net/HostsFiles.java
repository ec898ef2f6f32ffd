package dev.portcullis.lab.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One hosts file a namespace, for {@code -Djdk.net.hosts.file}: a JVM reads it at each look-up and asks no other
 * resolver, so names of the lab resolve as in a cluster and no others do.
 */
final class HostsFiles implements AutoCloseable {

    private final Path folder;
    private final ServiceTable services;
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private boolean closed;

    HostsFiles(Path folder, ServiceTable services) {
        this.folder = folder;
        this.services = services;
    }

    /** The file for pods of a namespace, written if it was not there. */
    Path of(String namespace) {
        namespaces.add(namespace);
        write(namespace);
        return file(namespace);
    }

    /** Writes every file again: names or addresses have changed. */
    void refresh() {
        namespaces.forEach(this::write);
    }

    private Path file(String namespace) {
        return folder.resolve("hosts-" + namespace);
    }

    /** From now on nothing is written, so that the folder can be removed. */
    @Override
    public synchronized void close() {
        closed = true;
    }

    private synchronized void write(String namespace) {
        if (closed) {
            return;
        }
        StringBuilder lines = new StringBuilder("127.0.0.1 localhost\n");
        ownName(lines);
        for (Map.Entry<String, String> entry : services.names(namespace).entrySet()) {
            lines.append(entry.getValue()).append(' ').append(entry.getKey()).append('\n');
        }
        try {
            Files.createDirectories(folder);
            Path half = folder.resolve(".hosts-" + namespace);
            Files.writeString(half, lines);
            Files.move(
                    half,
                    file(namespace),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the hosts file of " + namespace + " is not written", e);
        }
    }

    /** A JVM asks for its machine's own name now and then, for logs. */
    private static void ownName(StringBuilder lines) {
        try {
            String name = InetAddress.getLocalHost().getHostName();
            if (!name.equals("localhost")) {
                lines.append("127.0.0.1 ").append(name).append('\n');
            }
        } catch (UnknownHostException nameless) {
            // Then nobody can ask for it.
        }
    }
}
