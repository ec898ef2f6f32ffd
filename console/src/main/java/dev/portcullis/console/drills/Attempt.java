package dev.portcullis.console.drills;

/** A line of the ledger: what the attacker saw beside what the network reported. */
public record Attempt(ClientLine client, Evidence network) {

    /**
     * Whether it got what this plan was after. A scanner has what it wanted once its packet arrives, also where the
     * target itself refuses it.
     */
    public boolean gotThrough(DrillPlan plan) {
        return client.outcome().gotThrough()
                || plan == DrillPlan.PORT_SCAN && network.sighting() == Sighting.ALLOWED;
    }
}
