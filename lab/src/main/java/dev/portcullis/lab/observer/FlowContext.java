package dev.portcullis.lab.observer;

import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.TrafficDirection;

/**
 * The labels that say whose traffic it is, as with Cilium's options {@code
 * sourceContext=workload-name|reserved-identity;destinationContext=…} and {@code
 * labelsContext=source_namespace,destination_namespace,traffic_direction}.
 */
record FlowContext(
        String source,
        String destination,
        String sourceNamespace,
        String destinationNamespace,
        String direction) {

    static final String[] LABELS = {
        "source", "destination", "source_namespace", "destination_namespace", "traffic_direction"
    };

    static FlowContext of(Flow flow) {
        return of(flow.getSource(), flow.getDestination(), direction(flow));
    }

    /** Of a response, from the side of the one who asked. */
    static FlowContext ofResponse(Flow flow) {
        return of(flow.getDestination(), flow.getSource(), direction(flow));
    }

    static String[] labels(String... own) {
        return concat(LABELS, own);
    }

    String[] with(String... own) {
        return concat(
                new String[] {
                    source, destination, sourceNamespace, destinationNamespace, direction
                },
                own);
    }

    private static FlowContext of(Endpoint source, Endpoint destination, String direction) {
        return new FlowContext(
                name(source),
                name(destination),
                source.getNamespace(),
                destination.getNamespace(),
                direction);
    }

    private static String name(Endpoint endpoint) {
        if (endpoint.getWorkloadsCount() > 0) {
            return endpoint.getWorkloads(0).getName();
        }
        for (String label : endpoint.getLabelsList()) {
            if (label.startsWith("reserved:")) {
                return label;
            }
        }
        return "";
    }

    private static String direction(Flow flow) {
        return switch (flow.getTrafficDirection()) {
            case INGRESS -> "ingress";
            case EGRESS -> "egress";
            case TRAFFIC_DIRECTION_UNKNOWN, UNRECOGNIZED -> "unknown";
        };
    }

    static boolean isIngress(Flow flow) {
        return flow.getTrafficDirection() == TrafficDirection.INGRESS;
    }

    private static String[] concat(String[] one, String[] other) {
        String[] both = java.util.Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
