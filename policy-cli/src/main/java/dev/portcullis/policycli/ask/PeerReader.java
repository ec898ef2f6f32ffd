package dev.portcullis.policycli.ask;

import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import dev.portcullis.policycli.input.ClusterObjects;
import dev.portcullis.policycli.input.Endpoints;
import dev.portcullis.policycli.input.LabelMap;
import dev.portcullis.policycli.input.Tree;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one end of a connection. Remembers what it has read, since questions repeat their ends. */
public final class PeerReader {

    private static final int REMEMBERED = 65_536;
    private static final Set<String> FIELDS = Set.of("labels", "entity", "ip", "namespace", "pod");
    private static final Set<EntityKind> NO_PEERS =
            Set.of(EntityKind.ALL, EntityKind.NONE, EntityKind.CLUSTER, EntityKind.CLUSTER_MESH);

    private final Endpoints endpoints;
    private final ClusterObjects cluster;
    private final Map<Object, Peer> read = new HashMap<>();

    public PeerReader(Endpoints endpoints, ClusterObjects cluster) {
        this.endpoints = endpoints;
        this.cluster = cluster;
    }

    /** Reads an end as a question writes it; {@code where} is {@code from} or {@code to}. */
    Peer read(String where, @Nullable Object written) {
        if (!(written instanceof Map<?, ?> map)) {
            throw new BadQuestion(
                    where
                            + " must be an object with labels, entity, ip or pod, such as {\"ip\":\"203.0.113.9\"}.");
        }
        Peer known = read.get(written);
        if (known != null) {
            return known;
        }
        for (Object key : map.keySet()) {
            if (!FIELDS.contains(String.valueOf(key))) {
                throw new BadQuestion(
                        where
                                + " has no field "
                                + shortened(key)
                                + "; it has labels, entity, ip, namespace and pod.");
            }
        }
        Peer peer = peer(where, new Tree(written));
        if (read.size() >= REMEMBERED) {
            read.clear();
        }
        read.put(written, peer);
        return peer;
    }

    /** Reads an end as a command line writes it: {@code @host}, an address, {@code ns/pod} or {@code ns:app=x,tier=y}. */
    public Peer parse(String where, String typed) {
        if (typed.startsWith("@")) {
            return peer(where, new Tree(Map.of("entity", typed.substring(1))));
        }
        if (IpAddress.parse(typed).isPresent()) {
            return peer(where, new Tree(Map.of("ip", typed)));
        }
        int slash = typed.indexOf('/');
        int colon = typed.indexOf(':');
        if (slash > 0 && (colon < 0 || slash < colon)) {
            return peer(
                    where,
                    new Tree(
                            Map.of(
                                    "namespace", typed.substring(0, slash),
                                    "pod", typed.substring(slash + 1))));
        }
        if (colon > 0) {
            Map<String, String> labels = new HashMap<>();
            for (String label : typed.substring(colon + 1).split(",", -1)) {
                int equals = label.indexOf('=');
                if (equals < 1) {
                    throw new BadQuestion(
                            where + ": " + shortened(label) + " is no label; write key=value.");
                }
                labels.put(label.substring(0, equals), label.substring(equals + 1));
            }
            return peer(
                    where,
                    new Tree(Map.of("namespace", typed.substring(0, colon), "labels", labels)));
        }
        throw new BadQuestion(
                where
                        + ": "
                        + shortened(typed)
                        + " names nobody; write @host, an address, namespace/pod, or namespace:app=name.");
    }

    private Peer peer(String where, Tree written) {
        Optional<IpAddress> address = address(where, written);
        if (written.at("entity").isPresent()) {
            return at(entity(where, written.textAt("entity")), address);
        }
        if (written.at("pod").isPresent()) {
            String namespace = written.at("namespace").text().orElse("default");
            return endpoints
                    .named(namespace, written.textAt("pod"))
                    .orElseThrow(
                            () ->
                                    new BadQuestion(
                                            where
                                                    + ": there is no endpoint "
                                                    + namespace
                                                    + "/"
                                                    + shortened(written.textAt("pod"))
                                                    + "; give it with --endpoints, or say its labels."));
        }
        if (written.at("labels").isPresent()) {
            if (!(written.at("labels").value() instanceof Map<?, ?>)) {
                throw new BadQuestion(where + ".labels must be an object of texts.");
            }
            return labelled(written, address);
        }
        return address.map(endpoints::at)
                .orElseThrow(
                        () -> new BadQuestion(where + " says neither labels, entity, ip nor pod."));
    }

    private static Optional<IpAddress> address(String where, Tree written) {
        if (!written.at("ip").isPresent()) {
            return Optional.empty();
        }
        return Optional.of(
                IpAddress.parse(written.textAt("ip"))
                        .orElseThrow(
                                () ->
                                        new BadQuestion(
                                                where
                                                        + ".ip is not an address: "
                                                        + shortened(written.textAt("ip"))
                                                        + ".")));
    }

    private static Peer.Entity entity(String where, String word) {
        EntityKind kind =
                EntityKind.parse(word)
                        .filter(known -> !NO_PEERS.contains(known))
                        .orElseThrow(
                                () ->
                                        new BadQuestion(
                                                where
                                                        + ".entity: "
                                                        + shortened(word)
                                                        + " is no single peer; use world, host, remote-node, kube-apiserver, ingress, health, init or unmanaged."));
        return Peer.Entity.of(kind);
    }

    private static Peer at(Peer.Entity entity, Optional<IpAddress> address) {
        if (address.isPresent() && entity.labels().isReserved("world")) {
            return new Peer.Outside(address.get());
        }
        return address.<Peer>map(entity::at).orElse(entity);
    }

    private Peer labelled(Tree written, Optional<IpAddress> address) {
        Labels labels = LabelMap.read(written.at("labels").texts());
        if (labels.list().stream().anyMatch(label -> label.source().equals(Label.RESERVED))) {
            return at(new Peer.Entity(labels, Optional.empty()), address);
        }
        String namespace = written.at("namespace").text().or(labels::namespace).orElse("default");
        Peer.Pod pod =
                new Peer.Pod(
                        namespace,
                        name(labels),
                        cluster.complete(labels, namespace),
                        Optional.empty());
        return endpoints
                .withOwnLabels(pod.labels())
                .filter(known -> same(known.labels(), labels))
                .orElse(pod);
    }

    /** True if the known pod contradicts none of the labels that the question gave. */
    private static boolean same(Labels known, Labels given) {
        for (Label label : given) {
            if (!known.list().contains(label)) {
                return false;
            }
        }
        return true;
    }

    private static String name(Labels labels) {
        for (String key : new String[] {"app.kubernetes.io/name", "k8s-app", "app"}) {
            Optional<String> value = labels.get(key);
            if (value.isPresent()) {
                return value.get();
            }
        }
        return "pod";
    }

    static String shortened(@Nullable Object text) {
        String shown = String.valueOf(text);
        return shown.length() > 80 ? shown.substring(0, 80) + "…" : shown;
    }
}
