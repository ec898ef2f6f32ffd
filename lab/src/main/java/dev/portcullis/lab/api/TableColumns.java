package dev.portcullis.lab.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The columns people know from {@code kubectl get}, for each kind. */
final class TableColumns {

    /** One column; {@code wide} ones are shown with {@code -o wide} only. */
    record Column(String name, String type, boolean wide, Function<ObjectNode, JsonNode> cell) {}

    private static final JsonNodeFactory NODES = Trees.NODES;
    private static final Clock CLOCK = Clock.systemUTC();
    private static final String NONE = "<none>";
    private static final Column NAME = text("Name", Meta::name);
    private static final Column AGE = text("Age", TableColumns::age);

    private static final Map<Kind, List<Column>> BY_KIND =
            Map.ofEntries(
                    Map.entry(Kind.NAMESPACE, columns(path("Status", "status.phase"))),
                    Map.entry(Kind.POD, PodColumns.ALL),
                    Map.entry(
                            Kind.NODE,
                            columns(
                                    text("Status", TableColumns::nodeStatus),
                                    text("Roles", _ -> NONE),
                                    AGE,
                                    path("Version", "status.nodeInfo.kubeletVersion"),
                                    wide("Internal-IP", o -> nodeAddress(o)),
                                    wide("OS-Image", o -> at(o, "status.nodeInfo.osImage")))),
                    Map.entry(
                            Kind.SERVICE,
                            columns(
                                    path("Type", "spec.type"),
                                    path("Cluster-IP", "spec.clusterIP"),
                                    text("External-IP", o -> orNone(list(o, "spec.externalIPs"))),
                                    text("Port(s)", TableColumns::servicePorts),
                                    AGE,
                                    wide("Selector", o -> map(o, "spec.selector")))),
                    Map.entry(Kind.ENDPOINTS, columns(text("Endpoints", TableColumns::endpoints))),
                    Map.entry(
                            Kind.ENDPOINT_SLICE,
                            columns(
                                    path("AddressType", "addressType"),
                                    text("Ports", o -> orNone(each(o, "ports", "port"))),
                                    text("Endpoints", TableColumns::sliceEndpoints),
                                    AGE)),
                    Map.entry(Kind.CONFIG_MAP, columns(count("Data", "data", "binaryData"))),
                    Map.entry(
                            Kind.SECRET, columns(path("Type", "type"), count("Data", "data"), AGE)),
                    Map.entry(Kind.SERVICE_ACCOUNT, columns(count("Secrets", "secrets"))),
                    Map.entry(Kind.DEPLOYMENT, WorkloadColumns.DEPLOYMENT),
                    Map.entry(Kind.REPLICA_SET, WorkloadColumns.REPLICA_SET),
                    Map.entry(Kind.STATEFUL_SET, WorkloadColumns.STATEFUL_SET),
                    Map.entry(Kind.DAEMON_SET, WorkloadColumns.DAEMON_SET),
                    Map.entry(Kind.JOB, WorkloadColumns.JOB),
                    Map.entry(
                            Kind.CRON_JOB,
                            columns(
                                    path("Schedule", "spec.schedule"),
                                    text("Suspend", o -> capital(at(o, "spec.suspend"), "False")),
                                    number("Active", o -> o.path("status").path("active").size()),
                                    AGE)),
                    Map.entry(
                            Kind.NETWORK_POLICY,
                            columns(
                                    text(
                                            "Pod-Selector",
                                            o -> map(o, "spec.podSelector.matchLabels")))),
                    Map.entry(
                            Kind.INGRESS,
                            columns(
                                    text("Class", o -> orNone(at(o, "spec.ingressClassName"))),
                                    text("Hosts", o -> orNone(each(o, "spec.rules", "host"))))),
                    Map.entry(
                            Kind.EVENT,
                            columns(
                                    new Column[] {
                                        text(
                                                "Last Seen",
                                                o ->
                                                        since(
                                                                first(
                                                                        o,
                                                                        "lastTimestamp",
                                                                        "eventTime",
                                                                        "firstTimestamp"))),
                                        path("Type", "type"),
                                        path("Reason", "reason"),
                                        text(
                                                "Object",
                                                o ->
                                                        at(o, "involvedObject.kind")
                                                                        .toLowerCase(Locale.ROOT)
                                                                + "/"
                                                                + at(o, "involvedObject.name")),
                                        path("Message", "message"),
                                        wide("Count", o -> at(o, "count")),
                                        wide("Name", Meta::name)
                                    })),
                    Map.entry(
                            Kind.PERSISTENT_VOLUME_CLAIM,
                            columns(
                                    path("Status", "status.phase"),
                                    path("Volume", "spec.volumeName"),
                                    path("Capacity", "status.capacity.storage"),
                                    text("Access Modes", o -> list(o, "spec.accessModes")),
                                    path("StorageClass", "spec.storageClassName"),
                                    AGE)),
                    Map.entry(
                            Kind.STORAGE_CLASS,
                            columns(
                                    path("Provisioner", "provisioner"),
                                    path("ReclaimPolicy", "reclaimPolicy"),
                                    path("VolumeBindingMode", "volumeBindingMode"),
                                    AGE)),
                    Map.entry(
                            Kind.POD_DISRUPTION_BUDGET,
                            columns(
                                    text("Min Available", o -> orNA(at(o, "spec.minAvailable"))),
                                    text(
                                            "Max Unavailable",
                                            o -> orNA(at(o, "spec.maxUnavailable"))),
                                    AGE)),
                    Map.entry(
                            Kind.ROLE_BINDING,
                            columns(
                                    text(
                                            "Role",
                                            o ->
                                                    at(o, "roleRef.kind")
                                                            + "/"
                                                            + at(o, "roleRef.name")))),
                    Map.entry(
                            Kind.CLUSTER_ROLE_BINDING,
                            columns(
                                    text(
                                            "Role",
                                            o ->
                                                    at(o, "roleRef.kind")
                                                            + "/"
                                                            + at(o, "roleRef.name")))),
                    Map.entry(Kind.LEASE, columns(path("Holder", "spec.holderIdentity"))),
                    Map.entry(
                            Kind.CUSTOM_RESOURCE_DEFINITION,
                            List.of(
                                    NAME,
                                    text("Created At", o -> Meta.text(o, "creationTimestamp")))),
                    Map.entry(
                            Kind.CILIUM_NETWORK_POLICY,
                            columns(AGE, text("Valid", TableColumns::valid))),
                    Map.entry(
                            Kind.CILIUM_CLUSTERWIDE_NETWORK_POLICY,
                            columns(AGE, text("Valid", TableColumns::valid))),
                    Map.entry(
                            Kind.CILIUM_ENDPOINT,
                            columns(
                                    path("Security Identity", "status.identity.id"),
                                    path("Endpoint State", "status.state"),
                                    text(
                                            "IPv4",
                                            o -> each(o, "status.networking.addressing", "ipv4")),
                                    text(
                                            "IPv6",
                                            o -> each(o, "status.networking.addressing", "ipv6")),
                                    wide("Endpoint ID", o -> at(o, "status.id")))),
                    Map.entry(
                            Kind.CILIUM_IDENTITY,
                            columns(
                                    text("Namespace", o -> label(o, "io.kubernetes.pod.namespace")),
                                    AGE)),
                    Map.entry(
                            Kind.CILIUM_NODE,
                            columns(
                                    text("CiliumInternalIP", o -> each(o, "spec.addresses", "ip")),
                                    AGE)));

    private TableColumns() {}

    static List<Column> of(Kind kind) {
        return BY_KIND.getOrDefault(kind, List.of(NAME, AGE));
    }

    /** Name first; Age last, unless it is already among them. */
    static List<Column> columns(Column... own) {
        var all = new ArrayList<Column>();
        if (!own[0].name().equals("Last Seen")) {
            all.add(NAME);
        }
        all.addAll(List.of(own));
        if (!all.contains(AGE) && !own[0].name().equals("Last Seen")) {
            all.add(AGE);
        }
        return List.copyOf(all);
    }

    static Column age() {
        return AGE;
    }

    static Column text(String name, Function<ObjectNode, String> cell) {
        return new Column(name, "string", false, cell.andThen(NODES::stringNode));
    }

    static Column wide(String name, Function<ObjectNode, String> cell) {
        return new Column(name, "string", true, cell.andThen(NODES::stringNode));
    }

    static Column path(String name, String path) {
        return text(name, object -> at(object, path));
    }

    static Column number(String name, Function<ObjectNode, Integer> cell) {
        return new Column(name, "integer", false, cell.andThen(NODES::numberNode));
    }

    /** The value at a path of plain field names, as text; empty if there is none. */
    static String at(JsonNode object, String path) {
        var node = object;
        for (var part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        return node.isValueNode() && !node.isNull() ? node.asString("") : "";
    }

    static JsonNode node(JsonNode object, String path) {
        var node = object;
        for (var part : path.split("\\.", -1)) {
            node = node.path(part);
        }
        return node;
    }

    static String list(JsonNode object, String path) {
        return node(object, path)
                .valueStream()
                .map(value -> value.asString(""))
                .collect(Collectors.joining(","));
    }

    /** One field of every element of a list, with commas between. */
    static String each(JsonNode object, String path, String field) {
        return node(object, path)
                .valueStream()
                .map(value -> value.path(field).asString(""))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.joining(","));
    }

    static String map(JsonNode object, String path) {
        return orNone(
                node(object, path).properties().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue().asString(""))
                        .sorted()
                        .collect(Collectors.joining(",")));
    }

    static String orNone(String text) {
        return text.isEmpty() ? NONE : text;
    }

    static String age(ObjectNode object) {
        return since(Meta.text(object, "creationTimestamp"));
    }

    /** How long ago, as kubectl writes it: {@code 45s}, {@code 3m12s}, {@code 5h}, {@code 2d}. */
    static String since(String timestamp) {
        try {
            return Ages.print(Duration.between(Instant.parse(timestamp), CLOCK.instant()));
        } catch (DateTimeParseException _) {
            return "<unknown>";
        }
    }

    private static Column count(String name, String... fields) {
        return number(
                name,
                object -> {
                    int count = 0;
                    for (var field : fields) {
                        count += object.path(field).size();
                    }
                    return count;
                });
    }

    private static String orNA(String text) {
        return text.isEmpty() ? "N/A" : text;
    }

    private static String capital(String flag, String otherwise) {
        return flag.equals("true") ? "True" : otherwise;
    }

    private static String first(ObjectNode object, String... fields) {
        for (var field : fields) {
            var value = at(object, field);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return Meta.text(object, "creationTimestamp");
    }

    private static String label(ObjectNode object, String key) {
        return Meta.labels(object).getOrDefault(key, "");
    }

    private static String valid(ObjectNode policy) {
        return policy.path("status")
                .path("conditions")
                .valueStream()
                .filter(condition -> at(condition, "type").equals("Valid"))
                .map(condition -> at(condition, "status"))
                .findFirst()
                .orElse("");
    }

    private static String nodeStatus(ObjectNode node) {
        var ready =
                node.path("status")
                        .path("conditions")
                        .valueStream()
                        .anyMatch(
                                condition ->
                                        at(condition, "type").equals("Ready")
                                                && at(condition, "status").equals("True"));
        var cordoned = at(node, "spec.unschedulable").equals("true") ? ",SchedulingDisabled" : "";
        return (ready ? "Ready" : "NotReady") + cordoned;
    }

    private static String nodeAddress(ObjectNode node) {
        return node.path("status")
                .path("addresses")
                .valueStream()
                .filter(address -> at(address, "type").equals("InternalIP"))
                .map(address -> at(address, "address"))
                .findFirst()
                .orElse(NONE);
    }

    private static String servicePorts(ObjectNode service) {
        return orNone(
                service.path("spec")
                        .path("ports")
                        .valueStream()
                        .map(
                                port -> {
                                    var nodePort = at(port, "nodePort");
                                    return at(port, "port")
                                            + (nodePort.isEmpty() ? "" : ":" + nodePort)
                                            + "/"
                                            + at(port, "protocol");
                                })
                        .collect(Collectors.joining(",")));
    }

    private static String endpoints(ObjectNode endpoints) {
        return orNone(
                endpoints
                        .path("subsets")
                        .valueStream()
                        .flatMap(
                                subset ->
                                        subset.path("addresses")
                                                .valueStream()
                                                .flatMap(
                                                        address ->
                                                                subset.path("ports")
                                                                        .valueStream()
                                                                        .map(
                                                                                port ->
                                                                                        at(
                                                                                                        address,
                                                                                                        "ip")
                                                                                                + ":"
                                                                                                + at(
                                                                                                        port,
                                                                                                        "port"))))
                        .limit(3)
                        .collect(Collectors.joining(",")));
    }

    private static String sliceEndpoints(ObjectNode slice) {
        return orNone(
                slice.path("endpoints")
                        .valueStream()
                        .flatMap(endpoint -> endpoint.path("addresses").valueStream())
                        .map(address -> address.asString(""))
                        .limit(3)
                        .collect(Collectors.joining(",")));
    }
}
