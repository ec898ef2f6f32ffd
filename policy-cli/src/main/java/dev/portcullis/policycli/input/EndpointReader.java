package dev.portcullis.policycli.input;

import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads one endpoint: a Pod, a CiliumEndpoint, or the short form that {@code docs/policy-cli.md}
 * describes.
 */
final class EndpointReader {

    private final ClusterObjects cluster;

    EndpointReader(ClusterObjects cluster) {
        this.cluster = cluster;
    }

    /** A pod and its addresses. */
    record Found(Peer.Pod pod, List<IpAddress> addresses) {
        Found {
            addresses = List.copyOf(addresses);
        }
    }

    Optional<Found> read(Tree object) {
        return switch (object.textAt("kind")) {
            case "Pod" -> pod(object);
            case "CiliumEndpoint" -> Optional.of(ciliumEndpoint(object));
            case "" -> Optional.of(shortForm(object));
            default -> Optional.empty();
        };
    }

    private Optional<Found> pod(Tree object) {
        Tree metadata = object.at("metadata");
        Tree spec = object.at("spec");
        if (spec.textAt("hostNetwork").equals("true")) {
            return Optional.empty(); // It has its node's identity, and no endpoint of its own.
        }
        String namespace = ClusterObjects.namespace(metadata);
        Labels labels =
                Peer.Pod.of(
                                namespace,
                                "",
                                metadata.at("labels").texts(),
                                cluster.namespaceLabels(namespace),
                                spec.textAt("serviceAccountName"))
                        .labels()
                        .without(Labels.CLUSTER);
        Peer.Pod pod =
                new Peer.Pod(
                        namespace,
                        name(metadata, object),
                        cluster.complete(labels, namespace),
                        Optional.empty());
        Map<String, Peer.NamedPort> ports = new HashMap<>();
        for (String containers : List.of("initContainers", "containers")) {
            for (Tree container : spec.at(containers).list()) {
                for (Tree port : container.at("ports").list()) {
                    namedPort(port.textAt("name"), port.at("containerPort"), port, ports);
                }
            }
        }
        List<IpAddress> addresses = new ArrayList<>();
        Tree status = object.at("status");
        IpAddress.parse(status.textAt("podIP")).ifPresent(addresses::add);
        status.at("podIPs")
                .list()
                .forEach(one -> IpAddress.parse(one.textAt("ip")).ifPresent(addresses::add));
        return Optional.of(new Found(pod.withPorts(ports), addresses));
    }

    private Found ciliumEndpoint(Tree object) {
        Tree metadata = object.at("metadata");
        Tree status = object.at("status");
        Map<String, Peer.NamedPort> ports = new HashMap<>();
        for (Tree port : status.at("named-ports").list()) {
            namedPort(port.textAt("name"), port.at("port"), port, ports);
        }
        List<IpAddress> addresses = new ArrayList<>();
        for (Tree pair : status.at("networking").at("addressing").list()) {
            IpAddress.parse(pair.textAt("ipv4")).ifPresent(addresses::add);
            IpAddress.parse(pair.textAt("ipv6")).ifPresent(addresses::add);
        }
        List<String> labels =
                status.at("identity").at("labels").list().stream()
                        .flatMap(one -> one.text().stream())
                        .toList();
        return new Found(
                Peer.Pod.of(ClusterObjects.namespace(metadata), name(metadata, object), labels)
                        .withPorts(ports),
                addresses);
    }

    private Found shortForm(Tree object) {
        Labels labels =
                object.at("labels").value() instanceof List<?>
                        ? Labels.parse(
                                object.at("labels").list().stream()
                                        .flatMap(one -> one.text().stream())
                                        .toList())
                        : LabelMap.read(object.at("labels").texts());
        String namespace =
                object.at("namespace")
                        .text()
                        .or(labels::namespace)
                        .filter(found -> !found.isEmpty())
                        .orElse("default");
        String account = object.textAt("serviceAccount");
        if (!account.isEmpty()) {
            labels = labels.with(Label.k8s(Labels.SERVICE_ACCOUNT, account));
        }
        Peer.Pod pod =
                new Peer.Pod(
                        namespace,
                        name(object, object),
                        cluster.complete(labels, namespace),
                        Optional.empty());
        Tree named = object.at("ports");
        if (named.isPresent()) {
            Map<String, Peer.NamedPort> ports = new HashMap<>();
            for (Tree port : named.list()) {
                namedPort(port.textAt("name"), port.at("port"), port, ports);
            }
            pod = pod.withPorts(ports);
        }
        List<IpAddress> addresses = new ArrayList<>();
        IpAddress.parse(object.textAt("ip")).ifPresent(addresses::add);
        object.at("ips")
                .list()
                .forEach(one -> one.text().flatMap(IpAddress::parse).ifPresent(addresses::add));
        return new Found(pod, addresses);
    }

    private static void namedPort(
            String name, Tree number, Tree port, Map<String, Peer.NamedPort> ports) {
        Optional<Integer> read =
                number.text().filter(text -> text.matches("[0-9]{1,5}")).map(Integer::valueOf);
        String protocol = port.textAt("protocol");
        if (!name.isEmpty() && read.isPresent()) {
            Protocol.parse(protocol.isEmpty() ? "TCP" : protocol)
                    .ifPresent(known -> ports.put(name, new Peer.NamedPort(read.get(), known)));
        }
    }

    private static String name(Tree metadata, Tree object) {
        return metadata.at("name")
                .text()
                .orElseThrow(
                        () ->
                                new UnreadableInput(
                                        "An endpoint has no name: "
                                                + shortened(String.valueOf(object.value()))));
    }

    private static String shortened(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
