package dev.portcullis.lab.net;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.objects.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Follows the store's Services and EndpointSlices into the table. */
final class ServiceFeed implements AutoCloseable {

    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private final ServiceTable table;
    private final Runnable changed;
    private final Consumer<ObjectNode> nodePorts;
    private final List<AutoCloseable> watches = new ArrayList<>();

    /**
     * @param changed run after each change of names or addresses
     * @param nodePorts given each Service that is there or has changed
     */
    ServiceFeed(ServiceTable table, Runnable changed, Consumer<ObjectNode> nodePorts) {
        this.table = table;
        this.changed = changed;
        this.nodePorts = nodePorts;
    }

    void follow(Store store) {
        store.list(Kind.SERVICE).forEach(this::put);
        watches.add(store.watch(Kind.SERVICE, this::service));
        watches.add(store.watch(Kind.ENDPOINT_SLICE, this::slice));
    }

    private void service(Store.Event event) {
        if (event.type() == Store.Event.Type.DELETED) {
            table.removeService(
                    Fields.namespace(event.object()) + "/" + Fields.name(event.object()));
        } else {
            put(event.object());
            nodePorts.accept(event.object());
        }
        changed.run();
    }

    private void put(ObjectNode service) {
        String ip = Fields.text(service.path("spec").path("clusterIP"));
        table.put(
                new ServiceTable.Service(
                        Fields.namespace(service),
                        Fields.name(service),
                        ip.equals("None") ? "" : ip,
                        Fields.items(service.path("spec").path("ports")).stream()
                                .map(ServiceFeed::port)
                                .toList()));
    }

    private static ServiceTable.Port port(JsonNode port) {
        return new ServiceTable.Port(
                Fields.text(port.path("name")), Fields.number(port.path("port"), 0));
    }

    private void slice(Store.Event event) {
        ObjectNode slice = event.object();
        String key = Fields.namespace(slice) + "/" + Fields.name(slice);
        String service = Fields.labels(slice).getOrDefault(SERVICE_NAME, "");
        if (event.type() == Store.Event.Type.DELETED || service.isEmpty()) {
            table.removeSlice(key);
        } else {
            Map<String, Integer> ports = new HashMap<>();
            for (JsonNode port : slice.path("ports")) {
                ports.put(Fields.text(port.path("name")), Fields.number(port.path("port"), 0));
            }
            List<ServiceTable.Backend> backends = new ArrayList<>();
            for (JsonNode endpoint : slice.path("endpoints")) {
                boolean ready = endpoint.path("conditions").path("ready").asBoolean(true);
                for (String ip : Fields.texts(endpoint.path("addresses"))) {
                    backends.add(
                            new ServiceTable.Backend(
                                    ip, Fields.text(endpoint.path("hostname")), ready));
                }
            }
            table.putSlice(
                    key,
                    new ServiceTable.Slice(
                            Fields.namespace(slice) + "/" + service, ports, backends));
        }
        changed.run();
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable watch : watches) {
            watch.close();
        }
    }
}
