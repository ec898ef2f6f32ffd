package dev.portcullis.console.flows.internal;

import dev.portcullis.console.flows.Denials;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Workloads;

/** Makes what the configuration would make, without Spring. */
public final class NamingFixture {
    private NamingFixture() {}

    public static Denials denials() {
        return new FlowsConfiguration().denials();
    }

    public static NodeNames names(Workloads workloads) {
        return new FlowsConfiguration().nodeNames(workloads);
    }
}
