package dev.portcullis.policycli.input;

import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.Label;
import dev.portcullis.policy.Labels;
import dev.portcullis.policy.Peer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints there are, found by address, by name, or by their labels. */
public final class Endpoints {

    private final Map<String, Peer.Pod> byName = new LinkedHashMap<>();
    private final Map<IpAddress, Peer> byAddress = new HashMap<>();
    private final Map<Labels, Peer.Pod> byOwnLabels = new HashMap<>();

    /** Reads endpoints from objects: those of other kinds are left aside. */
    public Endpoints(List<Tree> objects, ClusterObjects cluster) {
        EndpointReader reader = new EndpointReader(cluster);
        for (Tree object : objects) {
            switch (object.textAt("kind")) {
                case "Node" ->
                        object.at("status")
                                .at("addresses")
                                .list()
                                .forEach(one -> node(one.textAt("address")));
                case "CiliumNode" ->
                        object.at("spec")
                                .at("addresses")
                                .list()
                                .forEach(one -> node(one.textAt("ip")));
                default -> reader.read(object).ifPresent(this::add);
            }
        }
    }

    private void add(EndpointReader.Found found) {
        byName.put(found.pod().name(), found.pod());
        byOwnLabels.putIfAbsent(own(found.pod().labels()), found.pod());
        found.addresses().forEach(address -> byAddress.put(address, found.pod()));
    }

    private void node(String text) {
        IpAddress.parse(text)
                .ifPresent(
                        address ->
                                byAddress.put(
                                        address,
                                        Peer.Entity.of(EntityKind.REMOTE_NODE).at(address)));
    }

    /** Every pod, in the order read. */
    public Collection<Peer.Pod> pods() {
        return byName.values();
    }

    /** The pod of that namespace and name. */
    public Optional<Peer.Pod> named(String namespace, String name) {
        return Optional.ofNullable(byName.get(namespace + "/" + name));
    }

    /** The peer at that address: a pod, a node, or else something outside. */
    public Peer at(IpAddress address) {
        return byAddress.getOrDefault(address, new Peer.Outside(address));
    }

    /** A pod that was given with just these labels of its own. */
    public Optional<Peer.Pod> withOwnLabels(Labels labels) {
        return Optional.ofNullable(byOwnLabels.get(own(labels)));
    }

    /** Labels without what Cilium itself adds to those of a pod: namespace labels, account, cluster. */
    private static Labels own(Labels labels) {
        List<Label> own = new ArrayList<>();
        for (Label label : labels) {
            if (!label.key().startsWith("io.cilium.k8s.")) {
                own.add(label);
            }
        }
        return Labels.of(own);
    }
}
