package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowPeer;
import dev.portcullis.hubble.TcpFlags;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandshakeTimerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final FlowPeer CLIENT = TestFlows.on(TestFlows.USER_SERVICE, 40_123);
    private static final FlowPeer SERVER = TestFlows.MYSQL;

    private final HandshakeTimer timer = new HandshakeTimer();

    @Test
    void theTimeFromSynToSynAckIsMeasured() {
        timer.saw(syn(NOON, "node-1"));

        assertThat(timer.saw(synAck(NOON.plusMillis(3), "node-1"))).hasValue(Duration.ofMillis(3));
        assertThat(timer.saw(synAck(NOON.plusMillis(9), "node-1"))).isEmpty();
    }

    @Test
    void aRepeatedSynDoesNotHideTheWait() {
        timer.saw(syn(NOON, "node-1"));
        timer.saw(syn(NOON.plusSeconds(1), "node-1"));

        assertThat(timer.saw(synAck(NOON.plusMillis(1_002), "node-1")))
                .hasValue(Duration.ofMillis(1_002));
    }

    @Test
    void twoNodesClocksAreNotCompared() {
        timer.saw(syn(NOON, "node-1"));

        assertThat(timer.saw(synAck(NOON.plusMillis(3), "node-2"))).isEmpty();
    }

    @Test
    void aPortUsedAgainLaterBeginsAnew() {
        timer.saw(syn(NOON, "node-1"));
        timer.saw(syn(NOON.plusSeconds(60), "node-1"));

        assertThat(timer.saw(synAck(NOON.plusSeconds(60).plusMillis(2), "node-1")))
                .hasValue(Duration.ofMillis(2));
    }

    @Test
    void aScanThatIsNeverAnsweredTakesNoMoreRoomThanItsBound() {
        timer.saw(syn(NOON, "node-1"));
        for (int port = 1; port <= 5_000; port++) {
            timer.saw(packet(NOON, CLIENT, TestFlows.on(SERVER, port), TcpFlags.SYN, "node-1"));
        }

        assertThat(timer.saw(synAck(NOON.plusMillis(3), "node-1"))).isEmpty();
    }

    private static Flow syn(Instant at, String node) {
        return packet(at, CLIENT, SERVER, TcpFlags.SYN, node);
    }

    private static Flow synAck(Instant at, String node) {
        return packet(at, SERVER, CLIENT, TcpFlags.SYN | TcpFlags.ACK, node);
    }

    private static Flow packet(Instant at, FlowPeer from, FlowPeer to, int flags, String node) {
        return TestFlows.flow(at, from, to).trace(101, 1).flags(flags).node(node).build();
    }
}
