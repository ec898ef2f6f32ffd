package dev.portcullis.policycli.command;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.preview.Preview;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Reasons;
import dev.portcullis.policy.verdict.Verdict;
import dev.portcullis.policycli.ask.Answers;
import dev.portcullis.policycli.input.PolicyFolder;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a change of policies would have done to recorded flows. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Replays recorded flows against the policies before and after a change.",
            "The change is a whole folder (--after), or policies put over those there are (--put)",
            "and policies taken away (--remove)."
        })
public final class PreviewCommand implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--policies",
            required = true,
            paramLabel = "DIR",
            description = "A folder or file of the policies there are.")
    private Path policies = Path.of(".");

    @Option(names = "--after", paramLabel = "DIR", description = "The policies as they would be.")
    private @Nullable Path after;

    @Option(
            names = "--put",
            paramLabel = "DIR",
            description = "Policies that would be created, or take the place of their namesakes.")
    private @Nullable Path put;

    @Option(
            names = "--remove",
            paramLabel = "NAME",
            description =
                    "A policy that would be removed, namespace/name or name; may be repeated.")
    private List<String> remove = new ArrayList<>();

    @Option(
            names = "--flows",
            required = true,
            paramLabel = "FILE",
            description = "Flows as hubble observe -o jsonpb prints them; - is standard input.")
    private Path flows = Path.of("-");

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--fail-on-denied",
            description = "Exit with 1 if anything that passed would newly be denied.")
    private boolean failOnDenied;

    @Option(
            names = "--fail-on-allowed",
            description = "Exit with 1 if anything that was denied would newly pass.")
    private boolean failOnAllowed;

    @Mixin private Output output = new Output();

    @Override
    public Integer call() {
        if (after == null && put == null && remove.isEmpty()) {
            throw new ParameterException(
                    command.commandLine(), "Say what changes: --after, --put or --remove.");
        }
        PolicySet before = options.load(policies).policies();
        PolicySet then = PolicySet.compile(changed(before.policies()), before.facts());
        Preview preview =
                Preview.between(
                        before,
                        then,
                        FlowInput.read(flows, command.commandLine().getErr()).window());
        print(preview);
        return (failOnDenied && !preview.newlyDenied().isEmpty())
                        || (failOnAllowed && !preview.newlyAllowed().isEmpty())
                ? 1
                : 0;
    }

    private List<Policy> changed(List<Policy> before) {
        Map<Object, Policy> changed = new LinkedHashMap<>();
        (after == null ? before : read(after)).forEach(policy -> changed.put(policy.id(), policy));
        if (put != null) {
            read(put).forEach(policy -> changed.put(policy.id(), policy));
        }
        for (String name : remove) {
            if (!changed.values().removeIf(policy -> policy.id().display().equals(name))) {
                throw new ParameterException(
                        command.commandLine(), "--remove: there is no policy " + name + ".");
            }
        }
        return List.copyOf(changed.values());
    }

    private List<Policy> read(Path folder) {
        PolicyFolder read = PolicyFolder.read(folder);
        options.note(read);
        return read.policies();
    }

    private void print(Preview preview) {
        PrintWriter out = command.commandLine().getOut();
        Map<String, List<Preview.Changed>> parts = new LinkedHashMap<>();
        parts.put("newlyDenied", preview.newlyDenied());
        parts.put("newlyAllowed", preview.newlyAllowed());
        parts.put("newlyAsked", preview.newlyAsked());
        parts.put("undecided", preview.undecided());
        if (output.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            parts.forEach(
                    (word, changes) ->
                            tree.put(word, changes.stream().map(PreviewCommand::tree).toList()));
            tree.put("unchanged", preview.unchanged());
            tree.put("window", ReachCommand.window(preview.window()));
            out.println(Output.pretty(tree));
            return;
        }
        parts.forEach(
                (word, changes) -> {
                    for (Preview.Changed change : changes) {
                        out.println(
                                words(word)
                                        + ": "
                                        + edge(change)
                                        + ", "
                                        + change.flow().count()
                                        + " flows");
                        out.println("    " + reason(change.after()));
                    }
                });
        out.println(
                preview.unchanged()
                        + " flows fare as before. The window has "
                        + preview.window().flows()
                        + " flows over "
                        + preview.window().length().toSeconds()
                        + " s, "
                        + preview.window().lost()
                        + " more are known to be lost; what nobody tried is not in it.");
    }

    private static String words(String part) {
        return switch (part) {
            case "newlyDenied" -> "newly denied";
            case "newlyAllowed" -> "newly allowed";
            case "newlyAsked" -> "newly asked about each request";
            default -> "undecided";
        };
    }

    private static String edge(Preview.Changed change) {
        var connection = change.flow().connection();
        return connection.from().name()
                + " -> "
                + connection.to().name()
                + " "
                + connection.port()
                + "/"
                + connection.protocol();
    }

    private static String reason(Verdict verdict) {
        return Reasons.sentence(verdict);
    }

    private static Map<String, Object> tree(Preview.Changed change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("connection", edge(change));
        tree.put("flows", change.flow().count());
        tree.put("before", Answers.word(change.before().outcome()));
        tree.put("after", Answers.word(change.after().outcome()));
        tree.put("reason", reason(change.after()));
        tree.put(
                "samples",
                change.flow().samples().stream()
                        .map(sample -> sample.id().isEmpty() ? sample.at().toString() : sample.id())
                        .toList());
        return tree;
    }
}
