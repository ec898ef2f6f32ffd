package dev.portcullis.bench.storm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays storms, each on a relay and a console of its own. Arguments: {@code endpoints.json} of a running lab, whose
 * Kubernetes API the console uses; the console's jar; a folder for what is left behind; names of scenarios, each with a
 * number after a colon if it is to be of another size.
 */
public final class Storm {
    private static final int RING = 4_095;

    private Storm() {}

    public static void main(String[] arguments) throws Exception {
        var lab = JsonMapper.shared().readTree(Files.readString(Path.of(arguments[0])));
        for (String asked : List.of(arguments).subList(3, arguments.length)) {
            int colon = asked.indexOf(':');
            String name = colon < 0 ? asked : asked.substring(0, colon);
            Scenario scenario =
                    colon < 0
                            ? usual(name)
                            : sized(name, Integer.parseInt(asked.substring(colon + 1)));
            System.out.printf("%n%s%n", scenario);
            Path folder = Files.createTempDirectory(Path.of(arguments[2]), name);
            try (var relay = new StormRelay(RING);
                    var console =
                            new ConsoleProcess(
                                    Path.of(arguments[1]), folder, relay.address(), lab)) {
                console.await();
                scenario.play(new Stage(relay, console));
            }
        }
        System.exit(0);
    }

    private static Scenario usual(String name) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        sizes.put("kills", 50);
        sizes.put("losses", 60);
        sizes.put("flood", 60);
        sizes.put("cardinality", 1_000_000);
        sizes.put("slow", 60);
        sizes.put("pause", 60);
        sizes.put("skew", 40);
        sizes.put("soak", 10);
        Integer size = sizes.get(name);
        if (size == null) {
            throw new IllegalArgumentException(
                    "No storm is called %s: there are %s".formatted(name, sizes.keySet()));
        }
        return sized(name, size);
    }

    private static Scenario sized(String name, int size) {
        return switch (name) {
            case "kills" -> new Kills(size);
            case "losses" -> new LossReports(size);
            case "flood" -> new Flood(100_000, size);
            case "cardinality" -> new Cardinality(size, 60);
            case "slow" -> new SlowBrowser(size);
            case "pause" -> new Pause(size);
            case "skew" -> new Skew(size);
            case "soak" -> new Soak(size);
            default -> throw new IllegalArgumentException("No storm is called " + name);
        };
    }
}
