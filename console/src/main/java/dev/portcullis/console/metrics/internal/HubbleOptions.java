package dev.portcullis.console.metrics.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which entry of Cilium's Helm value {@code hubble.metrics.enabled} gives a metric. The metrics are those of
 * {@code Documentation/observability/metrics.rst} and {@code pkg/hubble/metrics} of Cilium 1.20.
 */
final class HubbleOptions {
    private static final String CONTEXT =
            "sourceContext=workload-name|reserved-identity"
                    + ";destinationContext=workload-name|reserved-identity"
                    + ";labelsContext=source_namespace,destination_namespace,traffic_direction";

    /** Labels that only a context option gives. */
    private static final Set<String> CONTEXT_LABELS =
            Set.of(
                    "source",
                    "destination",
                    "source_namespace",
                    "destination_namespace",
                    "traffic_direction");

    private static final Map<String, String> ENTRIES =
            Map.ofEntries(
                    Map.entry("hubble_flows_processed_total", "flow"),
                    Map.entry("hubble_drop_total", "drop"),
                    Map.entry("hubble_policy_verdicts_total", "policy"),
                    Map.entry("hubble_tcp_flags_total", "tcp"),
                    Map.entry("hubble_port_distribution_total", "port-distribution"),
                    Map.entry("hubble_icmp_total", "icmp"),
                    Map.entry("hubble_dns_queries_total", "dns:query"),
                    Map.entry("hubble_dns_responses_total", "dns:query"),
                    Map.entry("hubble_dns_response_types_total", "dns:query"),
                    Map.entry("hubble_http_requests_total", "httpV2"),
                    Map.entry("hubble_http_request_duration_seconds_bucket", "httpV2"),
                    Map.entry("hubble_http_request_duration_seconds_count", "httpV2"),
                    Map.entry("hubble_http_request_duration_seconds_sum", "httpV2"),
                    Map.entry("hubble_flows_to_world_total", "flows-to-world:any-drop;port"));

    private HubbleOptions() {}

    static boolean isContext(String label) {
        return CONTEXT_LABELS.contains(label);
    }

    /** The value to set for a metric, as YAML; empty if no entry gives it. */
    static Optional<String> helm(String metric) {
        return entry(metric)
                .map(
                        entry ->
                                """
                                hubble:
                                  metrics:
                                    enabled:
                                      - "%s"\
                                """
                                        .formatted(entry));
    }

    /** The entry itself, contexts included. */
    static Optional<String> entry(String metric) {
        return Optional.ofNullable(ENTRIES.get(metric))
                .map(name -> name + (name.contains(":") ? ";" : ":") + CONTEXT);
    }
}
