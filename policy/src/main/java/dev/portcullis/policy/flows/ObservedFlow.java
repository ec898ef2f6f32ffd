package dev.portcullis.policy.flows;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Connection;
import java.time.Instant;

/**
 * One connection that was observed, from client to server: replies are not to be given. {@code id}
 * names the record it was read from, such as a Hubble flow's uuid.
 */
public record ObservedFlow(Connection connection, Recorded recorded, Instant at, String id) {

    public ObservedFlow {
        requireNonNull(connection, "connection is null");
        requireNonNull(recorded, "recorded is null");
        requireNonNull(at, "at is null");
        requireNonNull(id, "id is null");
    }
}
