package dev.portcullis.console.flows;

import dev.portcullis.console.flows.internal.NamingFixture;

/** How flows are named and counted, for tests of other features. */
public final class TestDenials {
    private TestDenials() {}

    /** The console's own count. */
    public static Denials counting() {
        return NamingFixture.denials();
    }

    /** The console's own names. */
    public static NodeNames names(Workloads workloads) {
        return NamingFixture.names(workloads);
    }
}
