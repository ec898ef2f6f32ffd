package dev.portcullis.policy.examples;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Windows of flows as one would tell of them: {@code passed shop/storefront -> users/mysql:3306}. */
public final class TestWindows {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private TestWindows() {}

    /** One flow a second; each line begins with passed, stopped or failed. */
    public static FlowWindow of(String... lines) {
        return FlowWindow.fold(flows(lines), 0);
    }

    public static List<ObservedFlow> flows(String... lines) {
        List<ObservedFlow> flows = new ArrayList<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            Recorded recorded =
                    switch (line.substring(0, space)) {
                        case "passed" -> Recorded.ALLOWED;
                        case "stopped" -> Recorded.DENIED;
                        default -> Recorded.OTHER;
                    };
            flows.add(
                    new ObservedFlow(
                            TestConnections.read(line.substring(space + 1)),
                            recorded,
                            START.plusSeconds(flows.size()),
                            "flow-" + flows.size()));
        }
        return flows;
    }

    /** The policies of a text that is known to be right. */
    public static List<Policy> policies(String yaml) {
        return switch (PolicyParser.parseYaml(yaml)) {
            case ParseResult.Parsed parsed -> parsed.policies();
            case ParseResult.Rejected rejected ->
                    throw new IllegalArgumentException(rejected.toString());
        };
    }
}
