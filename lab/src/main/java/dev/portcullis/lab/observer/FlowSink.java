package dev.portcullis.lab.observer;

import dev.portcullis.hubble.proto.flow.Flow;

/** Where the data plane reports what it saw. */
@FunctionalInterface
public interface FlowSink {

    /**
     * Takes one flow, from any thread, without waiting for any reader. A missing time, uuid, node
     * name or emitter is filled in.
     */
    void emit(Flow flow);
}
