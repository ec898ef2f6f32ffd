package dev.portcullis.lab.kubelet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an image name stands for in the lab: something that can be started as a process. */
public interface Image {

    /**
     * One start of a container.
     *
     * @param arguments as in the manifest
     * @param environment as in the manifest
     * @param ports the loopback port to listen on for each container port
     * @param proxyPort the container's way into the network
     * @param hosts the file its names resolve by
     * @param folder its own place for files, empty at first and gone with the pod
     * @param initScripts files mounted for a database's first start
     * @param memoryLimit in bytes; 0 for none
     */
    record Start(
            String pod,
            List<String> arguments,
            Map<String, String> environment,
            Map<Integer, Integer> ports,
            int proxyPort,
            Path hosts,
            Path folder,
            List<String> initScripts,
            long memoryLimit) {
        public Start {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
            ports = Map.copyOf(ports);
            initScripts = List.copyOf(initScripts);
        }
    }

    /**
     * A process to start.
     *
     * @param question how to ask it whether it is ready, where it has a way of its own
     */
    record Launch(
            List<String> command,
            Map<String, String> environment,
            Optional<Probe.Question> question) {
        public Launch {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /** Makes everything ready for one start. May take a while the first time. */
    Launch prepare(Start start) throws IOException, InterruptedException;

    /** Where few can start at once, the lower number goes first. */
    default int rank() {
        return 5;
    }
}
