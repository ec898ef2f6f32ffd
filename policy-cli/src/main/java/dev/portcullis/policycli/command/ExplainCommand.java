package dev.portcullis.policycli.command;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Protocol;
import dev.portcullis.policy.Request;
import dev.portcullis.policy.explain.Explanation;
import dev.portcullis.policy.flows.FoldedFlow;
import dev.portcullis.policy.flows.Recorded;
import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policycli.ask.Answers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Explains a connection, or what became of recorded flows. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says why a connection passes or not: what was recorded, what the policies say now,",
            "what could not be checked, and the smallest rule that would admit it.",
            "A peer is @host, an address, namespace/pod, or namespace:app=name."
        })
public final class ExplainCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--policies",
            required = true,
            paramLabel = "DIR",
            description = "A folder or file of policies.")
    private Path policies = Path.of(".");

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Option(names = "--from", paramLabel = "PEER", description = "The client.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "PEER", description = "The server.")
    private @Nullable String to;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The server's port, such as 3306 or 53/UDP; for ICMP the type, 8/ICMP.")
    private @Nullable String port;

    @Option(
            names = "--http",
            paramLabel = "REQUEST",
            description = "What is asked for inside, such as \"GET /api\".")
    private @Nullable String http;

    @Option(
            names = "--flows",
            paramLabel = "FILE",
            description =
                    "Explain these flows that did not pass, instead of one connection; - is standard input.")
    private @Nullable Path flows;

    @Mixin private Output output = new Output();

    private record Asked(String title, Connection connection, Recorded recorded, long count) {}

    @Override
    public Integer call() {
        ClusterOptions.Cluster cluster = options.load(policies);
        PrintWriter out = command.commandLine().getOut();
        List<Map<String, Object>> trees = new ArrayList<>();
        for (Asked asked : asked(cluster)) {
            Explanation explanation =
                    Explanation.of(asked.connection(), asked.recorded(), cluster.policies());
            if (output.json()) {
                trees.add(tree(asked, explanation));
            } else {
                out.println(
                        asked.title()
                                + (asked.count() > 1 ? " (" + asked.count() + " flows)" : ""));
                sentences(asked, explanation).forEach(sentence -> out.println("  " + sentence));
                explanation
                        .admitting()
                        .forEach(policy -> out.println(PolicyPrinter.yaml(policy).indent(4)));
            }
        }
        if (output.json()) {
            out.println(Output.pretty(flows == null ? trees.getFirst() : trees));
        }
        return 0;
    }

    private List<Asked> asked(ClusterOptions.Cluster cluster) {
        if (flows != null) {
            List<Asked> asked = new ArrayList<>();
            for (FoldedFlow flow :
                    FlowInput.read(flows, command.commandLine().getErr()).window().folded()) {
                if (flow.denied() > 0) {
                    asked.add(
                            new Asked(
                                    title(flow.connection()),
                                    flow.connection(),
                                    Recorded.DENIED,
                                    flow.denied()));
                }
            }
            return asked;
        }
        if (from == null || to == null || port == null) {
            throw new ParameterException(
                    command.commandLine(), "Say --from, --to and --port, or give --flows.");
        }
        Ports.Asked where = Ports.read(command.commandLine(), port);
        Connection connection =
                Connection.of(
                        cluster.peers().parse("--from", from),
                        cluster.peers().parse("--to", to),
                        where.number(),
                        where.protocol());
        if (http != null) {
            connection = connection.asking(request(http));
        }
        return List.of(new Asked(title(connection), connection, Recorded.OTHER, 1));
    }

    private static Request request(String typed) {
        int space = typed.indexOf(' ');
        return space < 0
                ? Request.Http.of("GET", typed)
                : Request.Http.of(typed.substring(0, space), typed.substring(space + 1).strip());
    }

    private static String title(Connection connection) {
        Protocol protocol = connection.protocol();
        return connection.from().name()
                + " -> "
                + connection.to().name()
                + " "
                + (protocol.isIcmp()
                        ? protocol + " type " + connection.port()
                        : connection.port() + "/" + protocol);
    }

    /** Where nothing was recorded, nothing is said of it. */
    private static List<String> sentences(Asked asked, Explanation explanation) {
        List<String> all = explanation.sentences();
        return asked.recorded() == Recorded.OTHER ? all.subList(1, all.size()) : all;
    }

    private static Map<String, Object> tree(Asked asked, Explanation explanation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("connection", asked.title());
        tree.put("flows", asked.count());
        Optional.of(asked.recorded())
                .filter(recorded -> recorded != Recorded.OTHER)
                .ifPresent(
                        recorded -> tree.put("recorded", recorded.name().toLowerCase(Locale.ROOT)));
        tree.put("verdict", Answers.word(explanation.now().outcome()));
        tree.put("agreement", explanation.agreement().name().toLowerCase(Locale.ROOT));
        tree.put("sentences", sentences(asked, explanation));
        tree.put("admitting", explanation.admitting().stream().map(PolicyPrinter::tree).toList());
        return tree;
    }
}
