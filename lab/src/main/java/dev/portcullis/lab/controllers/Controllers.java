package dev.portcullis.lab.controllers;

import dev.portcullis.lab.api.Kind;
import dev.portcullis.lab.api.Store;
import dev.portcullis.lab.net.DataPlane;
import dev.portcullis.policy.read.ParseResult;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/** Every controller of the lab, running. */
public final class Controllers implements AutoCloseable {

    private final List<Controller> controllers;

    private Controllers(List<Controller> controllers) {
        this.controllers = controllers;
    }

    /** Starts them. {@code parser} reads a policy object. */
    public static Controllers start(
            Store store,
            DataPlane net,
            Function<Object, ParseResult> parser,
            Events events,
            Clock clock) {
        Controllers all =
                new Controllers(
                        List.of(
                                new Namespaces(store),
                                new Deployments(store, events, clock),
                                new ReplicaSets(store, events),
                                new StatefulSets(store, events),
                                new Jobs(store, events, clock),
                                new ServiceEndpoints(store),
                                new CiliumEndpoints(store, net),
                                new PolicyStatuses(
                                        store, Kind.CILIUM_NETWORK_POLICY, parser, clock),
                                new PolicyStatuses(
                                        store,
                                        Kind.CILIUM_CLUSTERWIDE_NETWORK_POLICY,
                                        parser,
                                        clock)));
        all.controllers.forEach(Controller::start);
        return all;
    }

    @Override
    public void close() throws Exception {
        for (Controller controller : controllers) {
            controller.close();
        }
    }
}
