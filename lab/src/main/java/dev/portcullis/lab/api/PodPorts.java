package dev.portcullis.lab.api;

import java.util.OptionalInt;

/** Where the ports of pods are on this machine: known to the data plane, asked for by {@code kubectl port-forward}. */
public interface PodPorts {

    /** No pod listens anywhere. */
    PodPorts NONE = (namespace, pod, port) -> OptionalInt.empty();

    /** The port of 127.0.0.1 behind a container port of a running pod; empty if there is none. */
    OptionalInt find(String namespace, String pod, int port);
}
