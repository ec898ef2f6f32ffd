package dev.portcullis.policy.reach;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Protocol;
import java.util.Comparator;

/** A port of the workload, with its protocol. */
public record Port(int number, Protocol protocol) implements Comparable<Port> {

    public Port {
        requireNonNull(protocol, "protocol is null");
    }

    /** A TCP port. */
    public static Port tcp(int number) {
        return new Port(number, Protocol.TCP);
    }

    @Override
    public int compareTo(Port other) {
        return Comparator.comparing(Port::number)
                .thenComparing(Port::protocol)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return number + "/" + protocol;
    }
}
