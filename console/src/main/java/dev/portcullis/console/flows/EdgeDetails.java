package dev.portcullis.console.flows;

import java.util.Optional;

/** Answers what there is to say about the traffic between two nodes. */
public interface EdgeDetails {
    /**
     * @param source the id of a node
     * @param destination the id of a node
     * @param port the port whose command is given; the busiest denied one, else the busiest, if empty
     * @return empty if no traffic between the two is known
     */
    Optional<EdgeDetail> between(String source, String destination, Optional<Integer> port);
}
