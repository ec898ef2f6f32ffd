package dev.portcullis.console.drills;

import dev.portcullis.console.evidence.EvidencePack;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;

/** Everything that proves a drill as one zip: the drill, its report, its flows, and the policies before and after. */
public final class DrillPack {
    private DrillPack() {}

    /**
     * Writes the zip and closes the stream.
     *
     * @param json the drill as the API gives it
     * @param at when the pack is made
     */
    public static void write(
            Drill drill, Object json, DrillEvidence evidence, Instant at, OutputStream out)
            throws IOException {
        var about =
                "Drill %s, %s: %s"
                        .formatted(
                                drill.id(),
                                drill.plan().planName(),
                                drill.verdict().map(Enum::name).orElse("no verdict yet"));
        try (var pack = new EvidencePack(out, about, at)) {
            pack.addJson("drill.json", json);
            pack.add("report.md", DrillReport.markdown(drill));
            pack.addLines("flows.jsonl", evidence.flows().stream());
            pack.add("policies-before.yaml", policies(evidence.policiesBefore()));
            pack.add("policies-after.yaml", policies(evidence.policiesAfter()));
            pack.addJson(
                    "about.json",
                    Map.of(
                            "flows", evidence.flows().size(),
                            "flowsLeftOut", evidence.flowsLeftOut(),
                            "flowsKnownToBeLost", drill.missingEvents(),
                            "ledgerSha256", LedgerHash.of(drill),
                            "auditEntry", drill.auditSeq()));
        }
    }

    private static String policies(String yaml) {
        return yaml.isEmpty() ? "# They could not be read at that moment.\n" : yaml;
    }
}
