package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One end of a connection, as policies see it. */
public sealed interface Peer {

    /** The labels of the peer's identity; a reserved identity has labels of source {@code reserved}. */
    Labels labels();

    /** Words for a person: {@code users/mysql-0}, {@code host}, {@code 203.0.113.9}. */
    String name();

    /**
     * A pod that Cilium manages. {@code labels} are those of its identity; the labels of its
     * namespace's name and of its cluster (here {@code default}) are added where they are missing. {@code ports} are its named container ports, empty where they are not known.
     */
    record Pod(String namespace, String pod, Labels labels, Optional<Map<String, NamedPort>> ports)
            implements Peer {

        public Pod {
            requireNonNull(namespace, "namespace is null");
            requireNonNull(pod, "pod is null");
            requireNonNull(labels, "labels is null");
            ports = ports.map(Map::copyOf);
            if (!labels.has(LabelKey.k8s(Labels.NAMESPACE), namespace)) {
                labels = labels.with(Label.k8s(Labels.NAMESPACE, namespace));
            }
            if (!labels.has(LabelKey.k8s(Labels.CLUSTER))) {
                labels = labels.with(Label.k8s(Labels.CLUSTER, "default"));
            }
        }

        /**
         * A pod of this cluster from what its manifest says. Labels that Cilium leaves out of
         * identities (such as {@code pod-template-hash}) are left out here as well.
         */
        public static Pod of(
                String namespace,
                String pod,
                Map<String, String> podLabels,
                Map<String, String> namespaceLabels,
                String serviceAccount) {
            return new Pod(
                    namespace,
                    pod,
                    IdentityLabels.of(namespace, podLabels, namespaceLabels, serviceAccount),
                    Optional.empty());
        }

        /** A pod known only by its identity's labels, as a Hubble flow gives them. */
        public static Pod of(String namespace, String pod, Collection<String> identityLabels) {
            return new Pod(namespace, pod, Labels.parse(identityLabels), Optional.empty());
        }

        /** The same pod with these named container ports. */
        public Pod withPorts(Map<String, NamedPort> named) {
            return new Pod(namespace, pod, labels, Optional.of(named));
        }

        @Override
        public String name() {
            return namespace + "/" + pod;
        }
    }

    /** A container port that has a name. */
    record NamedPort(int port, Protocol protocol) {}

    /**
     * A peer with a reserved identity: a node, the API server, health checks … An API server on a
     * node carries both labels, as in Cilium. {@code address} is known only sometimes.
     */
    record Entity(Labels labels, Optional<IpAddress> address) implements Peer {

        public Entity {
            requireNonNull(labels, "labels is null");
            requireNonNull(address, "address is null");
        }

        /** The peer behind one of these names; only names of reserved identities make sense here. */
        public static Entity of(EntityKind kind) {
            List<Label> labels = new ArrayList<>();
            labels.add(Label.reserved(kind.word()));
            if (kind == EntityKind.KUBE_APISERVER) {
                labels.add(Label.reserved(EntityKind.REMOTE_NODE.word()));
            }
            return new Entity(Labels.of(labels), Optional.empty());
        }

        /** The same peer at that address. */
        public Entity at(IpAddress where) {
            return new Entity(labels, Optional.of(where));
        }

        @Override
        public String name() {
            String names = String.join("+", labels.list().stream().map(Label::key).toList());
            return address.map(where -> names + " " + where).orElse(names);
        }
    }

    /** A peer outside the cluster, known by its address: Cilium's {@code world} and CIDR identities. */
    record Outside(IpAddress address) implements Peer {

        private static final Labels WORLD = Labels.of(List.of(Label.reserved("world")));

        public Outside {
            requireNonNull(address, "address is null");
        }

        @Override
        public Labels labels() {
            return WORLD;
        }

        @Override
        public String name() {
            return address.toString();
        }
    }
}
