package dev.portcullis.console.flows;

import dev.portcullis.lab.api.ApiServer;
import dev.portcullis.lab.api.KubeConfig;
import dev.portcullis.lab.api.PodLogs;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.api.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A Kubernetes API with the workloads and policies of {@link TestFlows}. */
public final class TestCluster implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TOKEN = "a-token-for-the-test-cluster";

    private final Store store = Store.inMemory();
    private final ApiServer server;
    private final Path kubeconfig;

    public TestCluster() {
        try {
            var tls = Tls.create();
            server = ApiServer.start(store, tls, TOKEN, PodLogs.NONE, 0);
            kubeconfig = Files.createTempFile("test-cluster", ".kubeconfig");
            KubeConfig.write(kubeconfig, server.uri(), tls, TOKEN);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        for (var namespace : new String[] {"shop", "users", "drills", "portcullis"}) {
            namespace(namespace);
        }
        deployment("shop", "storefront", 3, 8080);
        deployment("shop", "orders", 2, 8080);
        deployment("users", "user-service", 2, 8080);
        deployment("portcullis", "console", 1, 8080);
        deployment("kube-system", "coredns", 2, 53);
        mysql();
        pod("drills", "intruder-k4r2-q9", "intruder", "Job", "intruder-k4r2", 0);
        policy("users", "mysql-ingress", "mysql", "user-service", 3306);
        policy("users", "user-service-ingress", "user-service", "storefront", 8080);
    }

    public Path kubeconfig() {
        return kubeconfig;
    }

    public Store store() {
        return store;
    }

    public void namespace(String name) {
        create(
                """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}"""
                        .formatted(name));
    }

    public void deployment(String namespace, String name, int pods, int port) {
        create(
                """
                {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"namespace":"%1$s","name":"%2$s"},
                 "spec":{"replicas":%3$d,"selector":{"matchLabels":{"app":"%2$s"}},
                  "template":{"metadata":{"labels":{"app":"%2$s"}},"spec":{"containers":[{"name":"c","image":"%2$s"}]}}}}"""
                        .formatted(namespace, name, pods));
        for (int i = 0; i < pods; i++) {
            pod(
                    namespace,
                    name + "-6d5f7c9b8-x" + i,
                    name,
                    "ReplicaSet",
                    name + "-6d5f7c9b8",
                    port);
        }
    }

    public void pod(
            String namespace, String name, String app, String ownerKind, String owner, int port) {
        var ports =
                port == 0
                        ? ""
                        : ",\"ports\":[{\"name\":\"main\",\"containerPort\":%d}]".formatted(port);
        var hash = ownerKind.equals("ReplicaSet") ? ",\"pod-template-hash\":\"6d5f7c9b8\"" : "";
        var created =
                create(
                        """
                        {"apiVersion":"v1","kind":"Pod","metadata":{"namespace":"%s","name":"%s","labels":{"app":"%s"%s},
                          "ownerReferences":[{"apiVersion":"apps/v1","kind":"%s","name":"%s","uid":"u","controller":true}]},
                         "spec":{"containers":[{"name":"c","image":"i"%s}]}}"""
                                .formatted(namespace, name, app, hash, ownerKind, owner, ports));
        store.updateStatus(
                dev.portcullis.lab.api.Kind.POD,
                namespace,
                created.path("metadata").path("name").asString(),
                pod -> {
                    pod.putObject("status").put("phase", "Running");
                    return pod;
                });
    }

    private void mysql() {
        create(
                """
                {"apiVersion":"apps/v1","kind":"StatefulSet","metadata":{"namespace":"users","name":"mysql",
                  "labels":{"portcullis.dev/guarded":"true"}},
                 "spec":{"serviceName":"mysql","replicas":1,"selector":{"matchLabels":{"app":"mysql"}},
                  "template":{"metadata":{"labels":{"app":"mysql"}},"spec":{"containers":[{"name":"c","image":"mysql"}]}}}}""");
        pod("users", "mysql-0", "mysql", "StatefulSet", "mysql", 3306);
    }

    private void policy(String namespace, String name, String to, String from, int port) {
        var where =
                from.equals("storefront") ? ",\"k8s:io.kubernetes.pod.namespace\":\"shop\"" : "";
        create(
                """
                {"apiVersion":"cilium.io/v2","kind":"CiliumNetworkPolicy","metadata":{"namespace":"%s","name":"%s"},
                 "spec":{"endpointSelector":{"matchLabels":{"app":"%s"}},
                  "ingress":[{"fromEndpoints":[{"matchLabels":{"app":"%s"%s}}],
                   "toPorts":[{"ports":[{"port":"%d","protocol":"TCP"}]}]}]}}"""
                        .formatted(namespace, name, to, from, where, port));
    }

    private ObjectNode create(String json) {
        return store.create((ObjectNode) JSON.readTree(json));
    }

    @Override
    public void close() {
        server.close();
        store.close();
        try {
            Files.deleteIfExists(kubeconfig);
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
