package dev.portcullis.lab.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portcullis.hubble.proto.flow.DropReason;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.TraceObservationPoint;
import dev.portcullis.hubble.proto.flow.TrafficDirection;
import dev.portcullis.hubble.proto.flow.Verdict;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataPlaneTest {

    private static final int DROP = 1;
    private static final int TRACE = 4;
    private static final int VERDICT = 5;

    private EchoServer server;
    private LabNetwork network;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = new EchoServer();
        network = new LabNetwork(folder, server.port());
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        server.close();
    }

    @Test
    void anAllowedConnectionIsReportedFromItsFirstSynOn() throws IOException {
        try (Socket socket = connect("server.users.svc.cluster.local", 2000)) {
            assertThat(echo(socket, 'x')).isEqualTo('x');
        }

        assertThat(network.flows(VERDICT)).isEmpty();
        List<Flow> traces = network.flows(TRACE);
        assertThat(traces)
                .extracting(Flow::getSummary)
                .startsWith("TCP Flags: SYN", "TCP Flags: SYN, ACK", "TCP Flags: ACK");
        assertThat(traces.getFirst().getTraceObservationPoint())
                .isEqualTo(TraceObservationPoint.TO_ENDPOINT);
        assertThat(traces.getFirst().getTrafficDirection()).isEqualTo(TrafficDirection.INGRESS);
        assertThat(traces.getFirst().getIsReply().getValue()).isFalse();
        assertThat(traces.get(1).getIsReply().getValue()).isTrue();
        assertThat(traces.get(1).getSource().getPodName()).isEqualTo("server");
        assertThat(traces.getFirst().getDestination().getLabelsList())
                .contains("k8s:app=server", "k8s:io.kubernetes.pod.namespace=users");
    }

    @Test
    void aDeniedSynIsNeverAnsweredAndGivesAVerdictAndADropEachTime() {
        network.apply(LabNetwork.DENY_ALL);
        awaitEnforced();
        network.flows.clear();
        int before = server.connections.get();

        assertThatThrownBy(() -> connect(LabNetwork.SERVER_IP, 1500))
                .isInstanceOf(SocketTimeoutException.class);

        assertThat(server.connections).hasValue(before);
        assertThat(network.flows(VERDICT)).hasSize(2);
        assertThat(network.flows(DROP)).hasSize(2);
        Flow drop = network.flows(DROP).getFirst();
        assertThat(drop.getVerdict()).isEqualTo(Verdict.DROPPED);
        assertThat(drop.getDropReasonDesc()).isEqualTo(DropReason.POLICY_DENIED);
        assertThat(drop.getEventType().getSubType()).isEqualTo(133);
        assertThat(drop.hasIsReply()).isFalse();
        assertThat(network.flows(VERDICT).getFirst().getIngressDeniedByList()).isEmpty();
    }

    @Test
    void aDenyRuleIsNamed() {
        network.apply(LabNetwork.DENY_RULE);
        awaitEnforced();
        network.flows.clear();

        assertThatThrownBy(() -> connect(LabNetwork.SERVER_IP, 300))
                .isInstanceOf(SocketTimeoutException.class);

        Flow verdict = network.flows(VERDICT).getFirst();
        assertThat(verdict.getDropReasonDesc()).isEqualTo(DropReason.POLICY_DENY);
        assertThat(verdict.getIngressDeniedBy(0).getName()).isEqualTo("no-clients");
        assertThat(network.flows(DROP).getFirst().getEventType().getSubType()).isEqualTo(181);
    }

    @Test
    void aPolicyThatOpensLetsTheSameConnectThroughAtTheNextSyn() throws IOException {
        network.apply(LabNetwork.DENY_ALL);
        awaitEnforced();
        network.flows.clear();
        Thread.ofVirtual()
                .start(
                        () -> {
                            await().until(() -> !network.flows(DROP).isEmpty());
                            network.remove("closed");
                        });

        try (Socket socket = connect(LabNetwork.SERVER_IP, 5000)) {
            assertThat(echo(socket, 'y')).isEqualTo('y');
        }
    }

    @Test
    void anEstablishedConnectionIsHeldAndReleased() throws IOException {
        try (Socket socket = connect("server", 2000)) {
            assertThat(echo(socket, 'a')).isEqualTo('a');
            int before = server.bytes.get();
            network.apply(LabNetwork.DENY_ALL);
            awaitEnforced();
            network.flows.clear();

            socket.getOutputStream().write('b');
            await().until(() -> !network.flows(DROP).isEmpty());
            assertThat(network.flows(DROP).getFirst().getL4().getTCP().getFlags().getPSH())
                    .isTrue();
            assertThat(server.bytes).hasValue(before);

            network.remove("closed");
            assertThat(socket.getInputStream().read()).isEqualTo('b');
        }
    }

    @Test
    void namesOfNoServiceLeadNowhere() {
        assertThatThrownBy(() -> connect("example.org", 2000))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("Host unreachable");
        assertThat(network.flows).isEmpty();
    }

    @Test
    void thereIsNoOutside() {
        assertThatThrownBy(() -> connect("203.0.113.7", 300))
                .isInstanceOf(SocketTimeoutException.class);

        assertThat(network.flows(DROP).getFirst().getDestination().getLabelsList())
                .containsExactly("reserved:world");
    }

    @Test
    void aPortWhereNoContainerListensRefuses() {
        assertThatThrownBy(() -> connect(LabNetwork.SERVER_IP, 2000, 4444))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("refused");
        assertThat(network.flows(TRACE).get(1).getL4().getTCP().getFlags().getRST()).isTrue();
    }

    private void awaitEnforced() {
        await().ignoreExceptions()
                .until(
                        () -> {
                            int before = network.flows(DROP).size();
                            try (Socket socket = connect(LabNetwork.SERVER_IP, 100)) {
                                return false;
                            } catch (SocketTimeoutException denied) {
                                return network.flows(DROP).size() > before;
                            }
                        });
    }

    private Socket connect(String host, int timeoutMillis) throws IOException {
        return connect(host, timeoutMillis, LabNetwork.PORT);
    }

    private Socket connect(String host, int timeoutMillis, int port) throws IOException {
        Socket socket =
                new Socket(
                        new Proxy(
                                Proxy.Type.SOCKS,
                                new InetSocketAddress("127.0.0.1", network.proxyPort())));
        socket.connect(InetSocketAddress.createUnresolved(host, port), timeoutMillis);
        return socket;
    }

    private static int echo(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }
}
