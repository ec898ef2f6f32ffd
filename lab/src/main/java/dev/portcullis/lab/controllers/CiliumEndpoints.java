package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.net.DataPlane;
import dev.portcullis.lab.net.PodEndpoint;
import dev.portcullis.lab.net.PodKey;
import dev.portcullis.lab.objects.Fields;
import dev.portcullis.policy.Label;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Publishes what the data plane knows of each pod: a CiliumEndpoint, and the CiliumIdentity of its labels. */
final class CiliumEndpoints extends Controller {

    private final DataPlane net;

    CiliumEndpoints(Store store, DataPlane net) {
        super(store, Kind.POD);
        this.net = net;
    }

    @Override
    void reconcile(ObjectNode pod) {
        Optional<PodEndpoint> endpoint =
                net.endpoint(new PodKey(Fields.namespace(pod), Fields.name(pod)));
        if (endpoint.isEmpty()) {
            forget(key(pod));
            return;
        }
        identity(endpoint.get());
        endpoint(pod, endpoint.get());
    }

    @Override
    void forget(WorkQueue.Key key) {
        store().delete(Kind.CILIUM_ENDPOINT, key.namespace(), key.name());
    }

    private void identity(PodEndpoint endpoint) {
        String number = Integer.toString(endpoint.identity());
        if (store().get(Kind.CILIUM_IDENTITY, "", number).isPresent()) {
            return;
        }
        ObjectNode identity = Fields.object("cilium.io/v2", "CiliumIdentity", "", number);
        ObjectNode labels = identity.putObject("security-labels");
        for (Label label : endpoint.peer().labels().list()) {
            labels.put(label.source() + ":" + label.key(), label.value());
        }
        identity.withObject("metadata")
                .putObject("labels")
                .put("io.kubernetes.pod.namespace", endpoint.peer().namespace());
        store().create(identity);
    }

    private void endpoint(ObjectNode pod, PodEndpoint endpoint) {
        String namespace = Fields.namespace(pod);
        String name = Fields.name(pod);
        ObjectNode status = status(pod, endpoint);
        Optional<ObjectNode> before = store().get(Kind.CILIUM_ENDPOINT, namespace, name);
        if (before.isPresent()) {
            if (!status.equals(before.get().path("status"))) {
                store().update(
                                Kind.CILIUM_ENDPOINT,
                                namespace,
                                name,
                                now -> {
                                    now.set("status", status);
                                    return now;
                                });
            }
            return;
        }
        ObjectNode object = Fields.object("cilium.io/v2", "CiliumEndpoint", namespace, name);
        object.withObject("metadata").putArray("ownerReferences").add(Fields.ownerReference(pod));
        object.set("status", status);
        store().create(object);
    }

    private static ObjectNode status(ObjectNode pod, PodEndpoint endpoint) {
        ObjectNode status = Fields.object().put("id", endpoint.id()).put("state", "ready");
        ObjectNode identity = status.putObject("identity").put("id", endpoint.identity());
        var labels = identity.putArray("labels");
        endpoint.peer().labels().list().forEach(label -> labels.add(label.toString()));
        status.putObject("external-identifiers")
                .put("k8s-namespace", endpoint.peer().namespace())
                .put("k8s-pod-name", endpoint.peer().pod())
                .put("pod-name", endpoint.key().toString());
        ObjectNode networking = status.putObject("networking");
        networking.putArray("addressing").addObject().put("ipv4", endpoint.ip());
        networking.put("node", Fields.text(pod.path("status").path("hostIP")));
        return status;
    }
}
