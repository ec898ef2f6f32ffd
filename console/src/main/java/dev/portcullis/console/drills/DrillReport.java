package dev.portcullis.console.drills;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A drill as a page of Markdown: what to hand to whoever asks for proof. */
public final class DrillReport {
    private DrillReport() {}

    /** The whole report. */
    public static String markdown(Drill drill) {
        var text = new StringBuilder();
        text.append("# Drill %s: %s\n\n".formatted(drill.id(), drill.plan().title()));
        text.append(
                "**%s.** %s\n\n"
                        .formatted(
                                drill.verdict().map(Enum::name).orElse("Not ended"),
                                cell(drill.why())));
        text.append("| | |\n|---|---|\n");
        row(text, "Plan", drill.plan().planName());
        row(text, "Target", drill.target());
        row(text, "Launched by", drill.by());
        row(text, "Launched at", drill.createdAt().toString());
        row(text, "Ended at", drill.endedAt().map(Object::toString).orElse("–"));
        row(text, "Attempts", "%d of %d".formatted(drill.attempts().size(), drill.planned()));
        row(text, "Denials reported by the network", Long.toString(drill.denied()));
        row(text, "Got through", Long.toString(drill.gotThrough()));
        row(text, "Time to the first drop", millis(drill.firstDropMs()));
        row(text, "Time to its detection", millis(drill.firstDetectionMs()));
        row(text, "Kept session", drill.held().name());
        row(text, "Legitimate traffic measured at", drill.control().source());
        row(
                text,
                "Legitimate requests",
                "%d served, %d failed".formatted(drill.control().ok(), drill.control().failed()));
        row(text, "Legitimate success", percent(drill.control().successRate()));
        row(text, "Legitimate p99, slowest report", duration(drill.control().worstP99Ms()));
        row(text, "Flows known to be lost meanwhile", Long.toString(drill.missingEvents()));
        row(text, "Left in the cluster", drill.leftOver().isEmpty() ? "nothing" : drill.leftOver());
        row(text, "Audit entry", Long.toString(drill.auditSeq()));
        row(text, "Ledger, SHA-256", LedgerHash.of(drill));
        text.append("\n## Ledger\n\n");
        text.append(
                "| # | Sent | Client outcome | SQLState | Network | Reason | Policies | Detected | Kept session |\n");
        text.append("|---|---|---|---|---|---|---|---|---|\n");
        for (var attempt : drill.attempts()) {
            line(text, attempt);
        }
        text.append("\n## The same by hand\n\n```sh\n");
        text.append(Kubectl.watch(drill)).append('\n').append(Kubectl.cleanUp(drill));
        return text.append("\n```\n").toString();
    }

    private static void line(StringBuilder text, Attempt attempt) {
        var client = attempt.client();
        var network = attempt.network();
        text.append(
                "| %d | %s | %s | %s | %s | %s | %s | %s | %s |\n"
                        .formatted(
                                client.number(),
                                client.at(),
                                client.outcome(),
                                client.sqlState() == null ? "–" : cell(client.sqlState()),
                                network.sighting().word(),
                                cell(network.reason()),
                                cell(String.join(", ", network.policies())),
                                network.detectedMs() == null ? "–" : network.detectedMs() + " ms",
                                client.held()));
    }

    private static void row(StringBuilder text, String name, String value) {
        text.append("| ").append(name).append(" | ").append(cell(value)).append(" |\n");
    }

    /** Text that came from elsewhere: it must end neither the cell nor the line, nor become markup. */
    private static String cell(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("`", "'")
                .replaceAll("\\s+", " ");
    }

    private static String millis(OptionalLong value) {
        return value.isPresent() ? value.getAsLong() + " ms" : "not observed";
    }

    private static String duration(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.1f ms", value.getAsDouble())
                : "not measured";
    }

    private static String percent(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.2f %%", value.getAsDouble() * 100)
                : "not measured";
    }
}
