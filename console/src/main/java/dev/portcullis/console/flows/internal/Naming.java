package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.DrillLabel;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.hubble.FlowPeer;

/**
 * Says which node one end of a flow belongs to. Pods fold into their workload, addresses outside the cluster into the
 * world: the number of nodes must not follow what strangers send.
 */
final class Naming {
    /** What stands for an end. */
    sealed interface Name {
        /** The id of its node. */
        String id();

        record OfWorkload(String namespace, String workload, String kind) implements Name {
            @Override
            public String id() {
                return namespace + "/" + workload;
            }
        }

        record OfEntity(String entity) implements Name {
            @Override
            public String id() {
                return "reserved:" + entity;
            }
        }
    }

    private static final Name WORLD = new Name.OfEntity("world");
    private static final Name UNKNOWN = new Name.OfEntity("unknown");

    private final Workloads workloads;

    Naming(Workloads workloads) {
        this.workloads = workloads;
    }

    Name of(FlowPeer end) {
        if (!end.namespace().isEmpty()) {
            return pod(end);
        }
        var reserved = end.reserved();
        if (reserved.isPresent()) {
            return entity(reserved.get());
        }
        return switch (end.identity()) {
            case 1 -> new Name.OfEntity("host");
            case 4 -> new Name.OfEntity("health");
            case 6 -> new Name.OfEntity("remote-node");
            case 7 -> new Name.OfEntity("kube-apiserver");
            case 8 -> new Name.OfEntity("ingress");
            default -> end.ip().isEmpty() && end.labels().isEmpty() ? UNKNOWN : WORLD;
        };
    }

    private static Name entity(String reserved) {
        return switch (reserved) {
            case "host",
                    "remote-node",
                    "kube-apiserver",
                    "health",
                    "ingress",
                    "init",
                    "unmanaged" ->
                    new Name.OfEntity(reserved);
            case "world", "world-ipv4", "world-ipv6" -> WORLD;
            default -> UNKNOWN;
        };
    }

    private Name pod(FlowPeer end) {
        // Each run of a Job has a name of its own; what it is, its app label says.
        if (end.workloadKind().equals("Job") || end.workload().isEmpty()) {
            var app = end.label("app");
            if (app.isPresent() && !app.get().isEmpty()) {
                // A drill's twin wears the labels of a workload that it is not.
                return name(end, isTwin(end, app.get()) ? app.get() + "-twin" : app.get());
            }
        }
        if (!end.workload().isEmpty()) {
            return name(end, end.workload());
        }
        var owner = workloads.ownerOf(end.namespace(), end.pod());
        return name(end, owner.orElse(end.pod().isEmpty() ? "unknown" : end.pod()));
    }

    private static boolean isTwin(FlowPeer end, String app) {
        return !app.equals("intruder") && end.label(DrillLabel.KEY).isPresent();
    }

    private static Name name(FlowPeer end, String workload) {
        return new Name.OfWorkload(end.namespace(), workload, end.workloadKind());
    }
}
