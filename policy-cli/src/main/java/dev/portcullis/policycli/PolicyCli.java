package dev.portcullis.policycli;

import dev.portcullis.policycli.ask.BadQuestion;
import dev.portcullis.policycli.command.CheckCommand;
import dev.portcullis.policycli.command.ExplainCommand;
import dev.portcullis.policycli.command.PreviewCommand;
import dev.portcullis.policycli.command.ReachCommand;
import dev.portcullis.policycli.command.SuggestCommand;
import dev.portcullis.policycli.command.VerdictCommand;
import dev.portcullis.policycli.input.UnreadableInput;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Exit codes are the same for every command; see {@code docs/policy-cli.md}. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        version = "Portcullis policy 0.1.0, semantics of Cilium 1.20",
        description = "Asks the policy engine: files and JSON lines in, JSON or text out.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything asked was answered, and nothing was found that should fail a pipeline",
            "1:something was found, or a line could not be answered",
            "2:the command line is wrong",
            "3:something given cannot be read, or a policy is invalid"
        },
        subcommands = {
            CheckCommand.class,
            ExplainCommand.class,
            ReachCommand.class,
            SuggestCommand.class,
            PreviewCommand.class,
            VerdictCommand.class
        })
public final class PolicyCli {

    static final int UNREADABLE = 3;

    private PolicyCli() {}

    public static void main(String[] arguments) {
        PrintStream out = utf8(FileDescriptor.out, 1 << 16);
        PrintStream err = utf8(FileDescriptor.err, 1 << 10);
        System.setOut(out);
        System.setErr(err);
        int code = run(out, err, arguments);
        out.flush();
        err.flush();
        System.exit(code);
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new PolicyCli());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setExecutionExceptionHandler(
                (failure, _, _) -> {
                    switch (failure) {
                        case UnreadableInput unreadable -> {
                            err.println("policy: " + unreadable.getMessage());
                            return UNREADABLE;
                        }
                        case BadQuestion bad -> {
                            err.println("policy: " + bad.getMessage());
                            return CommandLine.ExitCode.USAGE;
                        }
                        default -> throw failure;
                    }
                });
        if (arguments.length == 0) {
            line.usage(err);
            return CommandLine.ExitCode.USAGE;
        }
        return line.execute(arguments);
    }

    private static PrintStream utf8(FileDescriptor where, int buffer) {
        return new PrintStream(
                new java.io.BufferedOutputStream(new FileOutputStream(where), buffer),
                false,
                StandardCharsets.UTF_8);
    }
}
