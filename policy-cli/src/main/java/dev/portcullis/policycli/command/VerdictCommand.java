package dev.portcullis.policycli.command;

import dev.portcullis.policycli.ask.Answers;
import dev.portcullis.policycli.ask.BadQuestion;
import dev.portcullis.policycli.ask.QuestionReader;
import dev.portcullis.policycli.input.BoundedLines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Answers questions, one a line, in order, until there are no more. */
@Command(
        name = "verdict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Reads questions as JSON lines on standard input and writes one answer for each:",
            "  {\"from\":{\"labels\":{\"app\":\"a\"},\"namespace\":\"shop\"},\"to\":{\"ip\":\"203.0.113.9\"},\"port\":443}",
            "  {\"verdict\":\"denied\",\"reason\":\"…\",\"policies\":[…]}",
            "A line that is no question is answered with the verdict error."
        })
public final class VerdictCommand implements Callable<Integer> {

    private static final int MOST_BYTES = 64 * 1024;

    @Option(
            names = "--policies",
            required = true,
            paramLabel = "DIR",
            description = "A folder or file of policies, YAML or JSON.")
    private Path policies = Path.of(".");

    @Mixin private ClusterOptions options = new ClusterOptions();

    @Option(
            names = "--details",
            description =
                    "Say also what each side decides, by which rules, and Hubble's match type.")
    private boolean details;

    @Override
    public Integer call() throws IOException {
        ClusterOptions.Cluster cluster = options.load(policies);
        QuestionReader reader = new QuestionReader(cluster.peers());
        Answers answers = new Answers(cluster.policies(), details);
        BoundedLines lines = new BoundedLines(System.in, MOST_BYTES);
        PrintStream out = System.out;
        long number = 0;
        boolean failed = false;
        while (true) {
            // checkError writes out what is waiting, so it is asked only where that is wanted.
            if (lines.wouldWait() && out.checkError()) {
                return 1;
            }
            Optional<BoundedLines.Line> line = lines.next();
            if (line.isEmpty()) {
                return out.checkError() || failed ? 1 : 0;
            }
            number++;
            if (line.get().text().isBlank() && !line.get().tooLong()) {
                continue;
            }
            Map<String, Object> answer = answer(line.get(), number, reader, answers);
            failed |= "error".equals(answer.get("verdict"));
            out.write(Output.line(answer));
            out.write('\n');
        }
    }

    private static Map<String, Object> answer(
            BoundedLines.Line line, long number, QuestionReader reader, Answers answers) {
        if (line.tooLong()) {
            return Answers.error(
                    "line " + number + ": longer than " + MOST_BYTES + " bytes, so not read.");
        }
        try {
            return answers.answer(reader.read(line.text()));
        } catch (BadQuestion bad) {
            return Answers.error("line " + number + ": " + bad.getMessage());
        }
    }
}
