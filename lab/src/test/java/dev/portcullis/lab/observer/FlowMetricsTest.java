package dev.portcullis.lab.observer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.hubble.proto.flow.Flow;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlowMetricsTest {
    private static final String DENIED = "destination=\"mysql\",destination_namespace=\"users\",";

    private Observer observer;

    @BeforeEach
    void start() throws IOException {
        observer = Observer.start(ObserverSettings.on(0, 0));
    }

    @AfterEach
    void stop() {
        observer.close();
    }

    @Test
    void aDeniedPacketCountsTwiceAsAMissedConnectionDoesOnACluster() {
        observer.emit(LabFlows.deniedVerdict());
        observer.emit(LabFlows.drop(1));

        assertThat(page())
                .contains(
                        "hubble_drop_total{"
                                + DENIED
                                + "protocol=\"TCP\",reason=\"POLICY_DENIED\",source=\"storefront\",source_namespace=\"shop\",traffic_direction=\"ingress\"} 2.0")
                .contains(
                        "hubble_policy_verdicts_total{action=\"dropped\","
                                + DENIED.replace("destination_namespace", "destination_namespace")
                                + "direction=\"ingress\",match=\"none\",source=\"storefront\",source_namespace=\"shop\",traffic_direction=\"ingress\"} 1.0")
                .contains("type=\"PolicyVerdict\",verdict=\"DROPPED\"} 1.0")
                .contains("type=\"Drop\",verdict=\"DROPPED\"} 1.0");
    }

    @Test
    void allowedConnectionsCountTheirVerdictPortAndFlags() {
        observer.emit(LabFlows.allowedVerdict(LabFlows.USERS, LabFlows.MYSQL, 3_306));
        observer.emit(LabFlows.synAckTrace());

        assertThat(page())
                .contains("hubble_policy_verdicts_total{action=\"forwarded\"")
                .contains("match=\"l3-l4\"")
                .containsPattern("hubble_tcp_flags_total\\{[^}]*flag=\"SYN\"[^}]*\\} 1\\.0")
                .containsPattern("hubble_tcp_flags_total\\{[^}]*flag=\"SYN-ACK\"[^}]*\\} 1\\.0")
                .containsPattern(
                        "hubble_port_distribution_total\\{[^}]*port=\"3306\"[^}]*\\} 1\\.0")
                .doesNotContain("port=\"40000\"")
                .contains("subtype=\"to-endpoint\"");
    }

    @Test
    void verdictsOnTheHostsOwnTrafficAreLeftOut() {
        observer.emit(LabFlows.allowedVerdict(LabFlows.HOST, LabFlows.MYSQL, 3_306));

        assertThat(page())
                .doesNotContain("hubble_policy_verdicts_total{action=\"forwarded\"")
                .contains("source=\"reserved:host\"");
    }

    @Test
    void anHttpAnswerCountsForTheOneWhoAsked() {
        observer.emit(LabFlows.httpResponse(403));

        assertThat(page())
                .containsPattern(
                        "hubble_http_requests_total\\{destination=\"user-service\"[^}]*method=\"GET\",protocol=\"HTTP/1.1\",reporter=\"server\",source=\"storefront\"[^}]*status=\"403\"[^}]*\\} 1\\.0")
                .containsPattern("hubble_http_request_duration_seconds_count\\{[^}]*\\} 1")
                .containsPattern(
                        "hubble_http_request_duration_seconds_bucket\\{[^}]*le=\"0.025\"[^}]*\\} 1");
    }

    @Test
    void aFloodOfNamesEndsInOneSeriesForTheRest() {
        for (int i = 0; i < BoundedCounter.MAX_SERIES + 500; i++) {
            Flow.Builder flow = LabFlows.drop(i).toBuilder();
            flow.getSourceBuilder().getWorkloadsBuilder(0).setName("bot-" + i);
            observer.emit(flow.build());
        }

        var drops = page().lines().filter(line -> line.startsWith("hubble_drop_total{")).toList();

        assertThat(drops).hasSize(BoundedCounter.MAX_SERIES + 1);
        assertThat(drops)
                .anySatisfy(
                        line -> assertThat(line).contains("source=\"other\"").endsWith(" 500.0"));
    }

    @Test
    void hostileNamesStayInsideTheirQuotes() {
        Flow.Builder flow = LabFlows.drop(1).toBuilder();
        flow.getSourceBuilder().getWorkloadsBuilder(0).setName("a\"} 1\nevil 2 \\");
        observer.emit(flow.build());

        assertThat(page()).contains("source=\"a\\\"} 1\\nevil 2 \\\\\"").doesNotContain("\nevil");
    }

    private String page() {
        return MetricsPage.read(observer.metricsPort());
    }
}
