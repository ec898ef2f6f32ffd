package dev.portcullis.console.incidents.internal;

import dev.portcullis.console.flows.Denials;
import dev.portcullis.console.flows.NodeNames;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.incidents.DenialReason;
import dev.portcullis.hubble.Direction;
import dev.portcullis.hubble.DropReason;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.Reply;
import java.time.Instant;
import java.util.Optional;

/** Reads attempts from flows: what a policy denied, each packet or request once, and never an answer. For one thread. */
final class AttemptReader {
    private static final int FIRST_EPHEMERAL = 32_768;

    private final Denials.Count count;
    private final NodeNames names;
    private final Workloads workloads;
    private final Exercises exercises;

    AttemptReader(Denials denials, NodeNames names, Workloads workloads, Exercises exercises) {
        this.count = denials.begin();
        this.names = names;
        this.workloads = workloads;
        this.exercises = exercises;
    }

    Optional<Attempt> read(Flow flow, Instant now) {
        if (answers(flow) || !count.isNew(flow, now)) {
            return Optional.empty();
        }
        var source = names.of(flow.source());
        var target = names.of(flow.destination());
        return Optional.of(
                new Attempt(
                        flow,
                        source,
                        isKnown(flow, source),
                        target,
                        workload(target).map(Workload::guarded).orElse(false),
                        reason(flow),
                        exercises.of(flow, target),
                        asks(flow)));
    }

    /** Drops do not say whether they answer something; a packet from a server's port to a client's does. */
    private static boolean answers(Flow flow) {
        return flow.reply() == Reply.YES
                || flow.reply() == Reply.UNKNOWN
                        && !flow.tcpFlags().isFirstSyn()
                        && flow.destination().port() >= FIRST_EPHEMERAL
                        && flow.source().port() > 0
                        && flow.source().port() < FIRST_EPHEMERAL;
    }

    private static boolean asks(Flow flow) {
        return flow.l7().isPresent()
                || flow.protocol() != Protocol.TCP
                || flow.tcpFlags().isFirstSyn();
    }

    private boolean isKnown(Flow flow, String source) {
        return source.startsWith("reserved:")
                || workloads.ownerOf(flow.source().namespace(), flow.source().pod()).isPresent()
                || workload(source).isPresent();
    }

    private Optional<Workload> workload(String node) {
        int slash = node.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : workloads.find(node.substring(0, slash), node.substring(slash + 1));
    }

    private static DenialReason reason(Flow flow) {
        if (flow.l7().isPresent()) {
            return DenialReason.HTTP_FORBIDDEN;
        }
        var atSource = flow.direction() == Direction.EGRESS;
        if (flow.dropReason().equals(DropReason.AUTH_REQUIRED)) {
            return DenialReason.AUTHENTICATION;
        }
        if (flow.dropReason().equals(DropReason.POLICY_DENY) || !flow.deniedBy().isEmpty()) {
            return atSource ? DenialReason.DENY_RULE_AT_SOURCE : DenialReason.DENY_RULE_AT_TARGET;
        }
        return atSource ? DenialReason.NO_RULE_AT_SOURCE : DenialReason.NO_RULE_AT_TARGET;
    }
}
