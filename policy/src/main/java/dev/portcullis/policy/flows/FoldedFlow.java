package dev.portcullis.policy.flows;

import static java.util.Objects.requireNonNull;

import dev.portcullis.policy.Connection;
import java.time.Instant;
import java.util.List;

/**
 * Observed flows that are the same to every policy: same identities, same port and protocol, same
 * request.
 *
 * @param connection the first of them, as representative; other replicas may stand behind it
 * @param samples the first few of them
 */
public record FoldedFlow(
        Connection connection,
        long allowed,
        long denied,
        long other,
        Instant first,
        Instant last,
        List<ObservedFlow> samples) {

    public FoldedFlow {
        requireNonNull(connection, "connection is null");
        samples = List.copyOf(samples);
    }

    /** How many flows were folded into this. */
    public long count() {
        return allowed + denied + other;
    }
}
