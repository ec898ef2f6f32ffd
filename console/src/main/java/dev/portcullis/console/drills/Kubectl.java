package dev.portcullis.console.drills;

/** The same as commands to type. */
public final class Kubectl {
    private Kubectl() {}

    /** What shows a drill's Job, its attempts and its flows. */
    public static String watch(Drill drill) {
        return """
        kubectl -n %1$s get job %2$s -o yaml
        kubectl -n %1$s logs -f job/%2$s
        hubble observe --label portcullis.dev/drill=%3$s --verdict DROPPED"""
                .formatted(drill.namespace(), drill.id().jobName(), drill.id());
    }

    /** What removes it. */
    public static String cleanUp(Drill drill) {
        return "kubectl -n %s delete job %s".formatted(drill.namespace(), drill.id().jobName());
    }
}
