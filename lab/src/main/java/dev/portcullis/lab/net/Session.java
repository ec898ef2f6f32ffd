package dev.portcullis.lab.net;

import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.verdict.DirectionVerdict;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection of the lab, from its first SYN to its end: asks the policies before anything passes, waits where
 * they refuse, and reports what a data path would have seen.
 */
final class Session {

    /** What came of asking to pass. */
    enum Passage {
        /** It may pass. */
        OPEN,
        /** The client did not wait for it. */
        GONE,
        /** The connection cannot go on, as one that the proxy never saw begin. */
        RESET
    }

    /** When a SYN that nobody answers is sent again: Linux doubles from one second, six times. */
    private static final List<Duration> SYN_AGAIN =
            List.of(1, 2, 4, 8, 16, 32, 64).stream().map(Duration::ofSeconds).toList();

    private static final Duration FIRST_RETRANSMISSION = Duration.ofMillis(200);
    private static final Duration LAST_RETRANSMISSION = Duration.ofSeconds(120);
    private static final Duration SLICE = Duration.ofMillis(50);

    /** Cilium's {@code bpf.monitorInterval}. */
    private static final long REPORT_NANOS = Duration.ofSeconds(5).toNanos();

    private final DecisionSource decisions;
    private final FlowWriter flows;
    private final FlowWriter.Line line;
    private final boolean proxied;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Reported sent = new Reported();
    private final Reported received = new Reported();
    private boolean held;
    private boolean closed;
    private boolean established;
    private @Nullable Decision last;
    private long lastRevision = -1;

    /** Where decisions come from, and a number that changes with anything that may change them. */
    interface DecisionSource {
        long revision();

        Decision decide(Party client, Party server, int port);
    }

    /**
     * @param proxied whether requests of this connection are looked at from its beginning
     */
    Session(DecisionSource decisions, FlowWriter flows, FlowWriter.Line line, boolean proxied) {
        this.decisions = decisions;
        this.flows = flows;
        this.line = line;
        this.proxied = proxied;
    }

    FlowWriter.Line line() {
        return line;
    }

    /** What policies say now. */
    Decision decide() {
        lock.lock();
        try {
            long revision = decisions.revision();
            Decision known = last;
            if (known == null || revision != lastRevision) {
                known = decisions.decide(line.client(), line.server(), line.port());
                last = known;
                lastRevision = revision;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends SYNs until both sides let one pass. A refused SYN is never answered: the client learns by its own clock.
     * Towards the outside nothing ever answers.
     */
    Passage connect(ClientInput client) {
        boolean leftClient = false;
        for (Duration again : SYN_AGAIN) {
            Decision decision = decide();
            if (!Decision.passes(decision.egress()) || !leftClient) {
                flows.verdict(line, decision.egress());
            }
            leftClient = Decision.passes(decision.egress());
            if (leftClient && line.server() instanceof Party.Outside) {
                flows.drop(line, Packet.SYN, DropReason.FIB_LOOKUP_FAILED, Direction.EGRESS);
            } else if (leftClient) {
                flows.verdict(line, decision.ingress());
                if (Decision.passes(decision.ingress())) {
                    return Passage.OPEN;
                }
            }
            if (client.awaitClosed(again)) {
                return Passage.GONE;
            }
        }
        return Passage.RESET;
    }

    /** The server has accepted. */
    void established() {
        boolean toProxy = isRedirected();
        established = true;
        flows.arrived(line, false, Packet.SYN, toProxy);
        flows.arrived(line, true, Packet.SYN_ACK, false);
        flows.arrived(line, false, Packet.ACK, toProxy);
        sent.now(Packet.SYN);
        sent.now(Packet.ACK);
        received.now(Packet.SYN_ACK);
    }

    /** Nobody listens on the server's port. */
    void refusedByServer() {
        flows.arrived(line, false, Packet.SYN, false);
        flows.arrived(line, true, Packet.RST, false);
    }

    /** Waits until a packet of the client may pass. While it may not, each try is reported as dropped. */
    Passage passToServer(ClientInput client, Packet packet) {
        Duration again = FIRST_RETRANSMISSION;
        long next = System.nanoTime();
        while (true) {
            Decision decision = decide();
            DirectionVerdict refusal = decision.refusal().orElse(null);
            if (refusal == null) {
                hold(false);
                if (!proxied && !decision.redirects().isEmpty()) {
                    return Passage.RESET;
                }
                report(sent, packet, false);
                return Passage.OPEN;
            }
            hold(true);
            if (System.nanoTime() >= next) {
                flows.refused(line, refusal, packet);
                next = System.nanoTime() + again.toNanos();
                again = again.multipliedBy(2);
                again = again.compareTo(LAST_RETRANSMISSION) > 0 ? LAST_RETRANSMISSION : again;
            }
            if (isClosed() || client.awaitClosed(SLICE)) {
                return Passage.GONE;
            }
        }
    }

    /**
     * Waits until a packet of the server may pass. Replies pass as long as no packet of the client was refused: that is
     * when Cilium forgets the connection.
     */
    Passage passToClient(Packet packet) throws InterruptedException {
        lock.lock();
        try {
            while (held && !closed) {
                changed.await();
            }
            if (closed) {
                return Passage.GONE;
            }
        } finally {
            lock.unlock();
        }
        report(received, packet, true);
        return Passage.OPEN;
    }

    /** The connection ends; whoever waits goes on. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean isRedirected() {
        return !decide().redirects().isEmpty();
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private void hold(boolean hold) {
        lock.lock();
        try {
            held = hold;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void report(Reported direction, Packet packet, boolean reply) {
        if (established && direction.isNews(packet)) {
            flows.arrived(line, reply, packet, !reply && proxied && isRedirected());
        }
    }

    /** What was reported of one direction: the first packet of each kind, then one in five seconds. */
    private static final class Reported {
        private final Set<Packet> seen = EnumSet.noneOf(Packet.class);
        private long last;

        synchronized void now(Packet packet) {
            seen.add(packet);
            last = System.nanoTime();
        }

        synchronized boolean isNews(Packet packet) {
            boolean news = !seen.contains(packet) || System.nanoTime() - last >= REPORT_NANOS;
            if (news) {
                now(packet);
            }
            return news;
        }
    }
}
