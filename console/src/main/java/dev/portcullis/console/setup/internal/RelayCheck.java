package dev.portcullis.console.setup.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.StreamStatus;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;

/** Whether flows arrive from Hubble's relay, and from every node. */
record RelayCheck(Flows flows) implements Check {
    @Override
    public SetupCheck make() {
        return new SetupCheck("relay", "Hubble relay", finding(flows.status()));
    }

    private static Finding finding(StreamStatus relay) {
        if (!relay.connected()) {
            return new Finding.Wanting(
                    "No flows arrive from %s: %s"
                            .formatted(
                                    relay.server(),
                                    relay.message().isEmpty()
                                            ? "it was not reached yet."
                                            : relay.message()),
                    "Switch relay on (hubble.relay.enabled=true) and check PORTCULLIS_HUBBLE_ADDRESS; where relay demands TLS, also PORTCULLIS_HUBBLE_TLS_*.",
                    "kubectl -n kube-system get service,deployment hubble-relay");
        }
        long silent = relay.nodes().size() - relay.nodesConnected();
        if (silent > 0) {
            return new Finding.Wanting(
                    "%d of %d nodes do not answer the relay: what happens on them is not seen."
                            .formatted(silent, relay.nodes().size()),
                    "Look at the agents of those nodes; between node and relay port 4244 must be open.",
                    "kubectl -n kube-system get pods -l k8s-app=cilium -o wide");
        }
        return new Finding.Sound(
                "%s sends flows of %d of %d nodes; %d flows so far, %d lost."
                        .formatted(
                                relay.server(),
                                relay.nodesConnected(),
                                relay.nodes().size(),
                                relay.flows(),
                                relay.lost()));
    }
}
