package dev.portcullis.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * One rule: whom it is about, and what they may receive and send. A policy has one ({@code spec})
 * or several ({@code specs}).
 */
public record Rule(
        Subject subject,
        List<RuleEntry> ingress,
        List<RuleEntry> ingressDeny,
        List<RuleEntry> egress,
        List<RuleEntry> egressDeny,
        DefaultDeny enableDefaultDeny,
        Optional<String> description,
        Optional<String> log) {

    public Rule {
        requireNonNull(subject, "subject is null");
        ingress = List.copyOf(ingress);
        ingressDeny = List.copyOf(ingressDeny);
        egress = List.copyOf(egress);
        egressDeny = List.copyOf(egressDeny);
        requireNonNull(enableDefaultDeny, "enableDefaultDeny is null");
        requireNonNull(description, "description is null");
        requireNonNull(log, "log is null");
    }

    /** Whom a rule is about. */
    public sealed interface Subject {

        Selector selector();

        /** {@code endpointSelector}: pods (and in a clusterwide policy, reserved endpoints). */
        record Endpoints(Selector selector) implements Subject {}

        /** {@code nodeSelector}: the hosts themselves. */
        record Nodes(Selector selector) implements Subject {}
    }

    /** Whether a rule isolates its subjects; where it does not say, having entries does. */
    public record DefaultDeny(Optional<Boolean> ingress, Optional<Boolean> egress) {

        /** Nothing said. */
        public static final DefaultDeny UNSAID =
                new DefaultDeny(Optional.empty(), Optional.empty());
    }

    /** The entries that allow in that direction. */
    public List<RuleEntry> allows(Direction direction) {
        return direction == Direction.INGRESS ? ingress : egress;
    }

    /** The entries that deny in that direction. */
    public List<RuleEntry> denies(Direction direction) {
        return direction == Direction.INGRESS ? ingressDeny : egressDeny;
    }

    /**
     * True if whoever this rule selects is denied in that direction whatever no rule allows. Only
     * having entries in a direction isolates; saying {@code enableDefaultDeny: true} without any
     * does not (Cilium 1.20, {@code pkg/policy/utils/parserules.go}).
     */
    public boolean isolates(Direction direction) {
        Optional<Boolean> said =
                direction == Direction.INGRESS
                        ? enableDefaultDeny.ingress()
                        : enableDefaultDeny.egress();
        return speaksOf(direction) && said.orElse(true);
    }

    /** True if this rule has entries in that direction, allowing or denying. */
    public boolean speaksOf(Direction direction) {
        return !allows(direction).isEmpty() || !denies(direction).isEmpty();
    }
}
