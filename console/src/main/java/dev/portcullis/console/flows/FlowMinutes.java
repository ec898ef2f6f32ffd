package dev.portcullis.console.flows;

/** Cuts the counts of the map into pieces, for whoever keeps them. There is one cutter: each count comes once. */
public interface FlowMinutes {
    /** What was counted since the last cut. */
    FlowMinute cut();
}
