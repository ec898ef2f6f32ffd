package dev.portcullis.console.flows.internal;

import static dev.portcullis.console.flows.TestFlows.MYSQL;
import static dev.portcullis.console.flows.TestFlows.STOREFRONT;
import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static dev.portcullis.console.flows.TestFlows.on;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.MapEdge;
import dev.portcullis.console.flows.MapNode;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.Flow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CardinalityTest {
    private final TestStoreOf the = new TestStoreOf();

    @Test
    void aMillionAddressesAndPortsDoNotGrowTheMap() {
        for (int batch = 0; batch < 1_000; batch++) {
            List<Flow> flows = new ArrayList<>(1_000);
            for (int i = 0; i < 1_000; i++) {
                int n = batch * 1_000 + i;
                var stranger =
                        TestFlows.world(
                                "198.%d.%d.%d".formatted(n >> 16 & 255, n >> 8 & 255, n & 255), 1);
                flows.add(TestFlows.packet(the.now(), stranger, on(STOREFRONT, n % 65_536)));
            }
            the.take(flows);
        }

        var map = the.store.map();
        assertThat(map.nodes()).hasSize(2);
        assertThat(map.edges()).hasSizeLessThanOrEqualTo(Edges.MAX_PORTS_OF_A_PAIR + 2);
        assertThat(map.edges().stream().mapToLong(MapEdge::forwarded).sum()).isEqualTo(1_000_000);
    }

    @Test
    void madeUpNamesShareTheirHalfAndRealWorkloadsKeepTheirPlace() {
        for (int i = 0; i < 20_000; i++) {
            var invented = TestFlows.pod("ns-" + i % 300, "made-up-" + i, "Deployment", 1);
            the.take(TestFlows.packet(the.now(), invented, on(STOREFRONT, 80)));
        }
        the.list("users", "mysql", true);
        the.list("users", "user-service", false);
        the.store.drain();
        the.take(TestFlows.packet(the.now(), USER_SERVICE, MYSQL));

        var map = the.store.map();
        assertThat(map.nodes()).hasSizeLessThanOrEqualTo(Nodes.MAX);
        assertThat(map.nodes()).extracting(MapNode::id).contains("users/mysql", "reserved:others");
        assertThat(map.edges())
                .anySatisfy(
                        edge -> {
                            assertThat(edge.source()).isEqualTo("users/user-service");
                            assertThat(edge.destination()).isEqualTo("users/mysql");
                        });
    }

    @Test
    void theBusiestEdgesOutliveAFloodOfSmallOnes() {
        for (int server = 0; server < 20; server++) {
            for (int i = 0; i < 500; i++) {
                the.take(
                        TestFlows.packet(
                                the.now(),
                                USER_SERVICE,
                                TestFlows.pod("busy", "server-" + server, "Deployment", 80)));
            }
        }
        for (int i = 0; i < 60_000; i++) {
            var from = TestFlows.pod("flood", "from-" + i % 400, "Deployment", 1);
            var to = TestFlows.pod("flood", "to-" + i / 400 % 400, "Deployment", 80);
            the.take(TestFlows.packet(the.now(), from, to));
        }

        var map = the.store.map();
        assertThat(map.edges()).hasSizeLessThanOrEqualTo(Edges.MAX);
        assertThat(map.edges().stream().filter(edge -> edge.destination().startsWith("busy/")))
                .hasSize(20);
        assertThat(map.edges().stream().mapToLong(MapEdge::forwarded).sum()).isEqualTo(70_000);
    }
}
