package dev.portcullis.lab;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How a lab runs.
 *
 * @param manifests the kustomization whose objects it starts with
 * @param state where everything is kept that outlives a run
 * @param cache where unpacked programs are kept; survives {@code --fresh}
 * @param endpoints the file that tells others where to find the lab
 * @param images the jar behind each image name
 * @param without workloads that are left out, by name
 * @param fresh whether the state of earlier runs is forgotten
 * @param consolePort the port asked for the console
 * @param training how long after the start images are made to start faster next time; zero for never
 */
public record LabSettings(
        Path manifests,
        Path state,
        Path cache,
        Path endpoints,
        Map<String, Path> images,
        Set<String> without,
        boolean fresh,
        int consolePort,
        Duration training) {

    private static final int CONSOLE_PORT = 8080;

    public LabSettings {
        // Absolute, since child processes run in folders of their own
        manifests = absolute(manifests);
        state = absolute(state);
        cache = absolute(cache);
        endpoints = absolute(endpoints);
        images =
                images.entrySet().stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Map.Entry::getKey, image -> absolute(image.getValue())));
        without = Set.copyOf(without);
        requireNonNull(training, "training is null");
    }

    private static Path absolute(Path path) {
        return path.toAbsolutePath().normalize();
    }

    /** A command line that cannot be understood, and why. */
    static final class BadArguments extends RuntimeException {
        private static final long serialVersionUID = 1;

        BadArguments(String message) {
            super(message);
        }
    }

    /** Reads a command line. */
    static LabSettings parse(String... arguments) {
        Path manifests = Path.of("k8s/overlays/lab");
        Path state = Path.of(".portcullis");
        Path endpoints = Path.of("target/lab/endpoints.json");
        Map<String, Path> images = new LinkedHashMap<>();
        Set<String> without = new TreeSet<>();
        boolean fresh = false;
        int port = CONSOLE_PORT;
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (name.equals("--fresh")) {
                fresh = true;
                continue;
            }
            if (i + 1 == arguments.length) {
                throw new BadArguments(name + " is unknown, or lacks its value");
            }
            String value = arguments[++i];
            switch (name) {
                case "--manifests" -> manifests = Path.of(value);
                case "--state" -> state = Path.of(value);
                case "--endpoints" -> endpoints = Path.of(value);
                case "--images" -> images.putAll(images(value));
                case "--without" -> without.add(value);
                case "--port" -> port = port(value);
                default -> throw new BadArguments(name + " is not an option of the lab");
            }
        }
        return new LabSettings(
                manifests,
                state,
                state.resolve("cache"),
                endpoints,
                images,
                without,
                fresh,
                port,
                Duration.ofSeconds(25));
    }

    private static Map<String, Path> images(String list) {
        Map<String, Path> images = new LinkedHashMap<>();
        for (String pair : list.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new BadArguments("--images wants name=jar,name=jar; it has \"" + pair + "\"");
            }
            images.put(pair.substring(0, equals), Path.of(pair.substring(equals + 1)));
        }
        return images;
    }

    private static int port(String typed) {
        if (!typed.matches("\\d{1,5}")
                || Integer.parseInt(typed) < 1
                || Integer.parseInt(typed) > 65535) {
            throw new BadArguments("--port wants a number from 1 to 65535, not \"" + typed + "\"");
        }
        return Integer.parseInt(typed);
    }
}
