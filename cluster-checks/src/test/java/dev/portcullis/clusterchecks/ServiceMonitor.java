package dev.portcullis.clusterchecks;

import java.util.List;
import java.util.Map;

/**
 * The part of the Prometheus operator's ServiceMonitor (monitoring.coreos.com/v1) that is used here; any other field is
 * taken for a mistake.
 */
record ServiceMonitor(String apiVersion, String kind, Metadata metadata, Spec spec) {

    record Metadata(String name, String namespace, Map<String, String> labels) {}

    record Spec(
            String jobLabel,
            Names namespaceSelector,
            Selector selector,
            List<Endpoint> endpoints) {}

    record Names(List<String> matchNames) {}

    record Selector(Map<String, String> matchLabels) {}

    record Endpoint(
            String port,
            String path,
            String interval,
            Boolean honorLabels,
            Authorization authorization) {}

    record Authorization(SecretKey credentials) {}

    record SecretKey(String name, String key) {}
}
