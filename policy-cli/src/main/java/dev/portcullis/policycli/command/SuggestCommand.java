package dev.portcullis.policycli.command;

import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policy.suggest.Suggestion;
import dev.portcullis.policy.suggest.Suggestions;
import dev.portcullis.policycli.input.HubbleFlows;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Suggests the least policies for what was observed to pass. */
@Command(
        name = "suggest",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes the least policies that let observed flows pass, merged with those there are.",
            "What they admit beyond what was observed stands in comments above them."
        })
public final class SuggestCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--policies",
            required = true,
            paramLabel = "DIR",
            description = "A folder or file of the policies there are; it may hold none.")
    private Path policies = Path.of(".");

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--flows",
            required = true,
            paramLabel = "FILE",
            description = "Flows as hubble observe -o jsonpb prints them; - is standard input.")
    private Path flows = Path.of("-");

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "Suggest only for pods of this namespace.")
    private @Nullable String namespace;

    @Mixin private Output output = new Output();

    @Override
    public Integer call() {
        ClusterOptions.Cluster cluster = options.load(policies);
        HubbleFlows.Read read = FlowInput.read(flows, command.commandLine().getErr());
        Suggestion suggestion =
                Suggestions.from(
                        read.window(),
                        cluster.policies(),
                        pod -> namespace == null || pod.namespace().equals(namespace));
        PrintWriter out = command.commandLine().getOut();
        List<String> left =
                suggestion.left().stream()
                        .map(
                                one ->
                                        one.flow().connection().from().name()
                                                + " to "
                                                + one.flow().connection().to().name()
                                                + ": "
                                                + one.because())
                        .toList();
        if (output.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("policies", suggestion.policies().stream().map(PolicyPrinter::tree).toList());
            tree.put(
                    "extended",
                    suggestion.extended().stream().map(Object::toString).sorted().toList());
            tree.put("generalisations", suggestion.generalisations());
            tree.put("left", left);
            tree.put("window", ReachCommand.window(read.window()));
            out.println(Output.pretty(tree));
            return 0;
        }
        out.println(
                "# From "
                        + read.window().flows()
                        + " flows over "
                        + read.window().length().toSeconds()
                        + " s; "
                        + read.window().lost()
                        + " more are known to be lost.");
        suggestion.generalisations().forEach(one -> out.println("# " + oneLine(one)));
        left.forEach(one -> out.println("# Left out: " + oneLine(one)));
        suggestion
                .policies()
                .forEach(policy -> out.println("---\n" + PolicyPrinter.yaml(policy).strip()));
        return 0;
    }

    /** Names come from the cluster; a line break in one must not end the comment. */
    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }
}
