package dev.portcullis.policycli.command;

import dev.portcullis.policy.check.Finding;
import dev.portcullis.policy.check.PolicyChecks;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.read.Problem;
import dev.portcullis.policycli.input.PolicyFolder;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a folder of policies. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Finds what is wrong or doubtful in policies. What needs endpoints or flows is"
                        + " checked where they are given.")
public final class CheckCommand implements Callable<Integer> {

    /** From which severity on the exit code is 1. */
    enum FailOn {
        ERROR,
        WARNING,
        NOTE,
        NEVER
    }

    @Spec private CommandSpec command = CommandSpec.create();

    @Parameters(paramLabel = "DIR", description = "A folder or file of policies.")
    private Path folder = Path.of(".");

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--flows",
            paramLabel = "FILE",
            description = "Flows as hubble observe -o jsonpb prints them; - is standard input.")
    private @Nullable Path flows;

    @Option(
            names = "--fail-on",
            defaultValue = "error",
            paramLabel = "SEVERITY",
            description =
                    "Exit with 1 from this severity on: ${COMPLETION-CANDIDATES} (default:"
                            + " ${DEFAULT-VALUE}).")
    private FailOn failOn = FailOn.ERROR;

    @Mixin private Output output = new Output();

    /** One thing to say, about a policy that could be read or one that could not. */
    private record Said(Finding.Severity severity, String check, String object, Problem problem) {}

    @Override
    public Integer call() {
        PrintWriter err = command.commandLine().getErr();
        PolicyFolder read = PolicyFolder.read(folder);
        ClusterOptions.Cluster cluster = options.with(read);
        FlowWindow window = flows == null ? FlowWindow.EMPTY : FlowInput.read(flows, err).window();
        List<Said> all = new ArrayList<>();
        read.problems().forEach(one -> all.add(said(Finding.Severity.ERROR, "invalid", one)));
        read.warnings()
                .forEach(
                        one ->
                                all.add(
                                        said(
                                                Finding.Severity.WARNING,
                                                "does-less-than-it-seems",
                                                one)));
        boolean endpointsKnown = !cluster.endpoints().pods().isEmpty();
        for (Finding finding :
                PolicyChecks.run(
                        read.policies(),
                        cluster.endpoints().pods(),
                        window,
                        cluster.policies().facts())) {
            if (endpointsKnown || !finding.check().equals("selects-nothing")) {
                all.add(
                        new Said(
                                finding.severity(),
                                finding.check(),
                                finding.policy().toString(),
                                new Problem(finding.path(), finding.message(), finding.mend())));
            }
        }
        print(read, all);
        boolean fails =
                all.stream().anyMatch(one -> one.severity().ordinal() <= failOn.ordinal())
                        && failOn != FailOn.NEVER;
        return fails ? 1 : 0;
    }

    private static Said said(
            Finding.Severity severity, String check, PolicyFolder.Located located) {
        return new Said(
                severity, check, located.object() + " in " + located.file(), located.problem());
    }

    private void print(PolicyFolder read, List<Said> all) {
        PrintWriter out = command.commandLine().getOut();
        if (output.json()) {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("policies", read.policies().size());
            tree.put("findings", all.stream().map(CheckCommand::tree).toList());
            tree.put("leftAside", read.ignored());
            out.println(Output.pretty(tree));
            return;
        }
        for (Said one : all) {
            out.println(
                    word(one.severity())
                            + "  "
                            + one.check()
                            + "  "
                            + one.object()
                            + (one.problem().path().isEmpty() ? "" : " " + one.problem().path()));
            out.println("         " + one.problem().message() + " " + one.problem().mend());
        }
        out.println(
                read.policies().size()
                        + " policies read, "
                        + count(all, Finding.Severity.ERROR)
                        + " errors, "
                        + count(all, Finding.Severity.WARNING)
                        + " warnings, "
                        + count(all, Finding.Severity.NOTE)
                        + " notes.");
    }

    private static Map<String, Object> tree(Said one) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("severity", word(one.severity()).strip());
        tree.put("check", one.check());
        tree.put("policy", one.object());
        tree.put("path", one.problem().path());
        tree.put("message", one.problem().message());
        tree.put("mend", one.problem().mend());
        return tree;
    }

    private static String word(Finding.Severity severity) {
        return "%-7s".formatted(severity.name().toLowerCase(Locale.ROOT));
    }

    private static long count(List<Said> all, Finding.Severity severity) {
        return all.stream().filter(one -> one.severity() == severity).count();
    }
}
