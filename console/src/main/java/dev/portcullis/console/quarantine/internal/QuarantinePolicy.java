package dev.portcullis.console.quarantine.internal;

import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.quarantine.QuarantineSubject;
import dev.portcullis.policy.PolicyId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * The policy that cuts pods off. Deny rules beat every rule that allows, whatever policies there are, and a policy that
 * changes is held against connections that stand as well.
 */
final class QuarantinePolicy {
    static final String PREFIX = "portcullis-quarantine-";
    static final String LABEL = "portcullis.dev/quarantine";
    static final String BY = "portcullis.dev/quarantined-by";
    static final String REASON = "portcullis.dev/quarantine-reason";
    static final String WORKLOAD = "portcullis.dev/quarantine-workload";
    static final String RELEASE_AT = "portcullis.dev/quarantine-release-at";
    static final String INCIDENT = "portcullis.dev/quarantine-incident";

    private QuarantinePolicy() {}

    /** The same labels have the same name, so that nobody is quarantined twice. */
    static PolicyId id(String namespace, SortedMap<String, String> labels) {
        return PolicyId.cnp(namespace, PREFIX + digest(labels.toString()).substring(0, 10));
    }

    /** The object without who asked and until when, for a preview. */
    static Map<String, Object> manifest(
            QuarantineSubject subject, SortedMap<String, String> labels) {
        var id = id(subject.namespace(), labels);
        var annotations = new LinkedHashMap<String, Object>();
        annotations.put(
                "portcullis.dev/description",
                "Quarantine of %s: nothing in, nothing out.".formatted(subject.id()));
        annotations.put(WORKLOAD, subject.id());
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put("name", id.name());
        metadata.put("namespace", id.namespace());
        var own = new LinkedHashMap<String, Object>();
        own.put("app.kubernetes.io/part-of", "portcullis");
        own.put("app.kubernetes.io/managed-by", "portcullis-console");
        own.put(LABEL, "true");
        metadata.put("labels", own);
        metadata.put("annotations", annotations);
        var spec = new LinkedHashMap<String, Object>();
        spec.put("endpointSelector", Map.of("matchLabels", new LinkedHashMap<>(labels)));
        spec.put("ingressDeny", List.of(Map.of("fromEntities", List.of("all"))));
        spec.put("egressDeny", List.of(Map.of("toEntities", List.of("all"))));
        var object = new LinkedHashMap<String, Object>();
        object.put("apiVersion", "cilium.io/v2");
        object.put("kind", "CiliumNetworkPolicy");
        object.put("metadata", metadata);
        object.put("spec", spec);
        return object;
    }

    /** The object as it is made. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> manifest(
            QuarantineRequest request, SortedMap<String, String> labels, Instant releaseAt) {
        var object = manifest(request.subject(), labels);
        var metadata = (Map<String, Object>) object.get("metadata");
        if (metadata != null && metadata.get("annotations") instanceof Map<?, ?> plain) {
            var annotations = (Map<String, Object>) plain;
            annotations.put(BY, request.user().name());
            annotations.put(REASON, request.reason());
            annotations.put(RELEASE_AT, releaseAt.toString());
            request.incident()
                    .ifPresent(number -> annotations.put(INCIDENT, Long.toString(number)));
        }
        return object;
    }

    static String yaml(Map<String, Object> object) {
        var settings =
                DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .setIndentWithIndicator(true)
                        .setIndicatorIndent(2)
                        .setWidth(100)
                        .build();
        return new Dump(settings).dumpToString(object);
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
