package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.hubble.Flow;
import java.util.function.Consumer;

/** The flows of the console's one stream. */
record FlowsTap(Flows flows) implements FlowTap {
    @Override
    public Drills.Following listen(Consumer<Flow> listener) {
        var following = flows.listen(listener);
        return following::close;
    }

    @Override
    public long lost() {
        return flows.status().lost();
    }

    @Override
    public String problem() {
        var status = flows.status();
        return status.connected() ? "" : status.message();
    }
}
