package dev.portcullis.policycli.command;

import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.reach.Port;
import dev.portcullis.policy.reach.Posture;
import dev.portcullis.policy.reach.Reach;
import dev.portcullis.policycli.ask.Answers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Who can reach a workload, beside who did. */
@Command(
        name = "reach",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints who can reach a workload on which port, beside who did within the flows given.",
            "Asked about are the endpoints given, the nodes, the API server and the outside."
        })
public final class ReachCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--policies",
            required = true,
            paramLabel = "DIR",
            description = "A folder or file of policies.")
    private Path policies = Path.of(".");

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PEER",
            description = "The workload: namespace/pod, or namespace:app=name.")
    private String to = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "A port to ask about, such as 3306 or 53/UDP; may be repeated. Its named ports are asked about anyway.")
    private List<String> ports = new ArrayList<>();

    @Option(
            names = "--flows",
            paramLabel = "FILE",
            description = "Flows as hubble observe -o jsonpb prints them; - is standard input.")
    private @Nullable Path flows;

    @Mixin private Output output = new Output();

    @Override
    public Integer call() {
        ClusterOptions.Cluster cluster = options.load(policies);
        if (!(cluster.peers().parse("--to", to) instanceof Peer.Pod workload)) {
            throw new ParameterException(command.commandLine(), "--to must be a pod.");
        }
        FlowWindow window =
                flows == null
                        ? FlowWindow.EMPTY
                        : FlowInput.read(flows, command.commandLine().getErr()).window();
        List<Port> columns = new ArrayList<>();
        for (String typed : ports) {
            Ports.Asked asked = Ports.read(command.commandLine(), typed);
            columns.add(new Port(asked.number(), asked.protocol()));
        }
        workload.ports()
                .ifPresent(
                        named ->
                                named.values()
                                        .forEach(
                                                one ->
                                                        columns.add(
                                                                new Port(
                                                                        one.port(),
                                                                        one.protocol()))));
        if (columns.isEmpty() && window.folded().isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "No port is known: say --port, or give --flows.");
        }
        List<Peer> peers = new ArrayList<>(cluster.endpoints().pods());
        for (EntityKind kind :
                List.of(
                        EntityKind.HOST,
                        EntityKind.REMOTE_NODE,
                        EntityKind.KUBE_APISERVER,
                        EntityKind.WORLD)) {
            peers.add(Peer.Entity.of(kind));
        }
        print(Reach.of(cluster.policies(), workload, peers, columns, window));
        return 0;
    }

    private void print(Reach reach) {
        PrintWriter out = command.commandLine().getOut();
        Posture posture = reach.posture();
        if (output.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("workload", reach.workload().name());
            tree.put("ports", reach.ports().stream().map(Port::toString).toList());
            tree.put("rows", reach.rows().stream().map(ReachCommand::tree).toList());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("isolated", posture.isolated());
            figures.put("ways", posture.ways());
            figures.put("allowed", posture.allowed());
            figures.put("used", posture.used());
            figures.put("neverUsed", posture.neverUsed());
            figures.put("undecided", posture.undecided());
            figures.put("percentClosed", posture.percentClosed());
            tree.put("posture", figures);
            tree.put("window", window(reach.window()));
            out.println(Output.pretty(tree));
            return;
        }
        int width = 8;
        for (Reach.Row row : reach.rows()) {
            width = Math.max(width, Math.min(60, row.peer().name().length()));
        }
        out.println("Into " + reach.workload().name());
        out.printf("%-" + width + "s", "from");
        reach.ports().forEach(port -> out.printf("  %-20s", port));
        out.println();
        for (Reach.Row row : reach.rows()) {
            out.printf("%-" + width + "s", row.peer().name());
            row.cells().forEach(cell -> out.printf("  %-20s", words(cell)));
            out.println();
        }
        out.printf(
                "%d of %d ways in are allowed, %d of them used, %d undecided; %d %% closed.%n",
                posture.allowed(),
                posture.ways(),
                posture.used(),
                posture.undecided(),
                posture.percentClosed());
        out.println(
                reach.window().flows() == 0
                        ? "No flows were given, so nothing is said to be used."
                        : reach.window().flows()
                                + " flows over "
                                + reach.window().length().toSeconds()
                                + " s, "
                                + reach.window().lost()
                                + " more known to be lost.");
    }

    private static String words(Reach.Cell cell) {
        return Answers.word(cell.verdict().outcome())
                + switch (cell.mark()) {
                    case USED -> ", used";
                    case NEVER_USED -> ", not observed";
                    case ATTEMPTED -> ", tried";
                    case PASSED_BEFORE -> ", passed before";
                    case OBSERVED_UNDECIDED -> ", observed";
                    case CLOSED, UNDECIDED -> "";
                };
    }

    private static Map<String, Object> tree(Reach.Row row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("peer", row.peer().name());
        tree.put(
                "cells",
                row.cells().stream()
                        .map(
                                cell -> {
                                    Map<String, Object> shown = new LinkedHashMap<>();
                                    shown.put("port", cell.port().toString());
                                    shown.put("verdict", Answers.word(cell.verdict().outcome()));
                                    shown.put(
                                            "mark",
                                            cell.mark()
                                                    .name()
                                                    .toLowerCase(Locale.ROOT)
                                                    .replace('_', '-'));
                                    shown.put("passed", cell.passed());
                                    shown.put("stopped", cell.stopped());
                                    return shown;
                                })
                        .toList());
        return tree;
    }

    static Map<String, Object> window(FlowWindow window) {
        Map<String, Object> tree = new LinkedHashMap<>();
        window.from().ifPresent(at -> tree.put("from", at.toString()));
        window.to().ifPresent(at -> tree.put("to", at.toString()));
        tree.put("flows", window.flows());
        tree.put("lost", window.lost());
        return tree;
    }
}
