package dev.portcullis.policycli.ask;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.Direction;
import java.util.List;
import java.util.Optional;

/**
 * One question: a connection, and on which sides to ask about it.
 *
 * @param id what the asker calls it, given back with the answer
 * @param sides egress, ingress or both, in this order
 */
public record Question(Optional<Object> id, Connection connection, List<Direction> sides) {

    public Question {
        sides = List.copyOf(sides);
    }
}
