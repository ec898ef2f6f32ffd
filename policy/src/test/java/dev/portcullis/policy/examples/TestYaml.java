package dev.portcullis.policy.examples;

/** Policies as YAML, with what is the same in all of them written once. */
public final class TestYaml {

    private TestYaml() {}

    /** A CiliumNetworkPolicy about pods labelled {@code app}; {@code spec} is the rest of its spec. */
    public static String cnp(String namespace, String name, String app, String spec) {
        return cnp(
                namespace,
                name,
                "endpointSelector: {matchLabels: {app: %s}}\n".formatted(app) + spec);
    }

    public static String cnp(String namespace, String name, String spec) {
        return """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: %s, namespace: %s}
                spec:
                %s---
                """
                .formatted(name, namespace, spec.indent(2));
    }

    public static String ccnp(String name, String spec) {
        return """
                apiVersion: cilium.io/v2
                kind: CiliumClusterwideNetworkPolicy
                metadata: {name: %s}
                spec:
                %s---
                """
                .formatted(name, spec.indent(2));
    }

    public static String kubernetes(String namespace, String name, String spec) {
        return """
                apiVersion: networking.k8s.io/v1
                kind: NetworkPolicy
                metadata: {name: %s, namespace: %s}
                spec:
                %s---
                """
                .formatted(name, namespace, spec.indent(2));
    }
}
