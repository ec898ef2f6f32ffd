package dev.portcullis.console.flows;

/** The label on everything of a drill, with the drill's id: in the cluster, and so in flows. */
public final class DrillLabel {
    public static final String KEY = "portcullis.dev/drill";

    private DrillLabel() {}
}
