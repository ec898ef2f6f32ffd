package dev.portcullis.console.drills;

import java.util.List;

/**
 * What proves a drill beside its ledger, as the wire had it.
 *
 * @param flows the drill's flows as Hubble's JSON lines, in the order they came
 * @param flowsLeftOut how many more there were than are kept
 * @param policiesBefore the policies of the cluster as YAML when it began; empty if they could not be read
 * @param policiesAfter the same when it ended
 */
public record DrillEvidence(
        List<String> flows, long flowsLeftOut, String policiesBefore, String policiesAfter) {
    public static final DrillEvidence NONE = new DrillEvidence(List.of(), 0, "", "");

    public DrillEvidence {
        flows = List.copyOf(flows);
    }
}
