package dev.portcullis.console.policies.internal;

import dev.portcullis.hubble.FlowPeer;

/** Names the ends of flows as people know them. */
final class Ends {
    private Ends() {}

    /** {@code namespace/workload}, else the entity, else the address. */
    static String of(FlowPeer end) {
        if (!end.namespace().isEmpty()) {
            var name =
                    end.workload().isEmpty()
                            ? end.label("k8s:app").filter(app -> !app.isEmpty()).orElse(end.pod())
                            : end.workload();
            return end.namespace() + "/" + name;
        }
        return end.reserved()
                .filter(word -> !word.startsWith("world") || end.ip().isEmpty())
                .orElseGet(() -> end.ip().isEmpty() ? "unknown" : end.ip());
    }
}
