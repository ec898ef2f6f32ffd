package dev.portcullis.console.workloads.ui;

import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.workloads.ClusterWorkload;
import dev.portcullis.console.workloads.WorkloadId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the address says about the page.
 *
 * @param filter part of a name, image or policy; empty for all
 * @param namespace only that one; empty for all
 * @param chosen the workload in the panel
 */
record WorkloadLocation(String filter, String namespace, Optional<WorkloadId> chosen) {
    static final WorkloadLocation START = new WorkloadLocation("", "", Optional.empty());

    static WorkloadLocation read(QueryParameters query) {
        return new WorkloadLocation(
                query.getSingleParameter("filter").orElse(""),
                query.getSingleParameter("namespace").orElse(""),
                query.getSingleParameter("workload").flatMap(WorkloadId::parse));
    }

    QueryParameters write() {
        var parameters = new LinkedHashMap<String, List<String>>();
        put(parameters, "namespace", namespace);
        put(parameters, "filter", filter);
        chosen.ifPresent(id -> put(parameters, "workload", id.toString()));
        return new QueryParameters(parameters);
    }

    WorkloadLocation filtered(String text) {
        return new WorkloadLocation(text, namespace, chosen);
    }

    WorkloadLocation in(String name) {
        return new WorkloadLocation(filter, name, chosen);
    }

    WorkloadLocation choosing(WorkloadId id) {
        return new WorkloadLocation(filter, namespace, Optional.of(id));
    }

    boolean matches(ClusterWorkload workload) {
        var text = filter.toLowerCase(Locale.ROOT);
        return (namespace.isEmpty() || workload.id().namespace().equals(namespace))
                && (text.isEmpty()
                        || workload.id().toString().toLowerCase(Locale.ROOT).contains(text)
                        || workload.images().stream().anyMatch(image -> image.contains(text))
                        || workload.selectedBy().stream().anyMatch(name -> name.contains(text)));
    }

    private static void put(Map<String, List<String>> parameters, String name, String value) {
        if (!value.isEmpty()) {
            parameters.put(name, List.of(value));
        }
    }
}
