package dev.portcullis.console.flows;

import dev.portcullis.hubble.FlowPeer;

/** Tells which node of the map one end of a flow belongs to. Never waits. */
@FunctionalInterface
public interface NodeNames {
    /** The node's id: {@code namespace/workload}, or {@code reserved:} and an entity for what is no pod. */
    String of(FlowPeer end);
}
