package dev.portcullis.console.flows;

import java.util.List;

/**
 * A workload on the map, or something that is none: the world, the host.
 *
 * @param id {@code namespace/workload}; {@code reserved:world} and the like for what is no workload
 * @param namespace empty where it has none
 * @param workload its name
 * @param kind {@code Deployment}, {@code StatefulSet} …; {@code Entity} where it is no workload; empty if unknown
 * @param pods running pods, or -1 if Kubernetes was not asked or did not say
 * @param guarded whether it carries the label {@code portcullis.dev/guarded=true}
 * @param isolatedIngress whether some policy isolates it from what comes in; null if that is not known
 * @param isolatedEgress the same for what goes out
 * @param reserved the entity's name, else empty
 * @param spark events in and out in each of the last 31 complete spans of two seconds, oldest first
 */
public record MapNode(
        String id,
        String namespace,
        String workload,
        String kind,
        int pods,
        boolean guarded,
        @org.jspecify.annotations.Nullable Boolean isolatedIngress,
        @org.jspecify.annotations.Nullable Boolean isolatedEgress,
        String reserved,
        List<Integer> spark) {
    public MapNode {
        spark = List.copyOf(spark);
    }
}
