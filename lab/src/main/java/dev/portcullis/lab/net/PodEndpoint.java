package dev.portcullis.lab.net;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Peer;
import java.util.Map;
import java.util.Optional;

/**
 * A pod as the data plane knows it.
 *
 * @param id its number on this node
 * @param identity the number of its label set
 * @param ip its address inside the lab
 * @param peer what policies see of it
 * @param workload what owns it
 * @param ports the loopback port behind each container port
 */
public record PodEndpoint(
        int id,
        int identity,
        String ip,
        Peer.Pod peer,
        Optional<Workload> workload,
        Map<Integer, Integer> ports) {

    /** The owner of pods, as Hubble names it. */
    public record Workload(String kind, String name) {}

    public PodEndpoint {
        requireNonNull(ip, "ip is null");
        requireNonNull(peer, "peer is null");
        requireNonNull(workload, "workload is null");
        ports = Map.copyOf(ports);
    }

    public PodKey key() {
        return new PodKey(peer.namespace(), peer.pod());
    }
}
