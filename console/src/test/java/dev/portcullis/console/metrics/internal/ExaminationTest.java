package dev.portcullis.console.metrics.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.metrics.Diagnosis;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The doctor, over complete and crippled figures that a server on loopback gives. */
class ExaminationTest {
    private static final String ENDS =
            "source=\"intruder\",destination=\"mysql\",source_namespace=\"drills\",destination_namespace=\"users\",traffic_direction=\"ingress\"";

    private final TestClock clock = new TestClock();
    private final CountedFlows flows = new CountedFlows();
    private FiguresPage hubble;
    private FiguresPage users;

    @BeforeEach
    void start() throws IOException {
        hubble = new FiguresPage();
        users = new FiguresPage();
        users.text =
                """
                hikaricp_connections_acquire_seconds_bucket{le="1"} 1
                hikaricp_connections_creation_seconds_bucket{le="1"} 1
                hikaricp_connections_active 1
                hikaricp_connections_idle 1
                hikaricp_connections_pending 0
                http_server_requests_seconds_bucket{uri="/api/v1/users",status="200",le="1"} 1
                http_server_requests_seconds_count{uri="/api/v1/users",status="200"} 1
                sql_errors_total{sqlstate="08S01",vendor_code="0"} 1
                """;
    }

    @AfterEach
    void stop() {
        hubble.close();
        users.close();
    }

    @Test
    void completeFiguresLeaveNoPanelEmpty() {
        hubble.text = complete();

        var examined = examined();

        assertThat(examined.findings()).isEmpty();
        assertThat(examined.filled() + examined.unexamined().size()).isEqualTo(examined.panels());
        assertThat(examined.unexamined())
                .contains("Connection latency: Statements in the database");
        assertThat(examined.metrics())
                .filteredOn(metric -> metric.name().equals("hubble_drop_total"))
                .flatExtracting(Diagnosis.Metric::labels)
                .contains(new Diagnosis.Label("source", 1, "intruder", "workload name"));
    }

    @Test
    void aMetricThatIsNotSwitchedOnIsNamedWithTheValueToSet() {
        hubble.text = without("hubble_policy_verdicts_total");
        flows.emit(TestFlows.deniedSyn(clock.instant(), TestFlows.INTRUDER, TestFlows.MYSQL));

        var finding = examined().findings().getFirst();

        assertThat(finding.sureness()).isEqualTo(Diagnosis.Sureness.MISSING);
        assertThat(finding.title()).isEqualTo("hubble_policy_verdicts_total is not there");
        assertThat(finding.panels()).contains("Drops: Policy denials", "Drills: Denied to drills");
        assertThat(finding.remedy())
                .contains(
                        "hubble:\n  metrics:\n    enabled:\n      - \"policy:sourceContext=workload-name|reserved-identity;destinationContext=workload-name|reserved-identity;labelsContext=source_namespace,destination_namespace,traffic_direction\"");
    }

    @Test
    void whatHasNotHappenedYetIsNotSaidToBeSwitchedOff() {
        hubble.text = without("hubble_drop_total");

        assertThat(examined().findings())
                .extracting(Diagnosis.Finding::sureness, Diagnosis.Finding::title)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                Diagnosis.Sureness.UNDECIDED,
                                "hubble_drop_total has not been seen"));
    }

    @Test
    void figuresWithoutContextCannotBeToldApart() {
        hubble.text = complete().replace(ENDS, "source=\"\",destination=\"\"");

        assertThat(examined().findings())
                .extracting(Diagnosis.Finding::title)
                .contains(
                        "hubble_policy_verdicts_total does not say destination, source, source_namespace, traffic_direction");
        assertThat(examined().findings())
                .filteredOn(finding -> finding.title().startsWith("hubble_"))
                .allSatisfy(finding -> assertThat(finding.remedy()).contains("sourceContext="));
    }

    @Test
    void namesOfPodsAreToldFromNamesOfWorkloads() {
        hubble.text =
                complete().replace("source=\"intruder\"", "source=\"intruder-6d5f7c9b8-x2x7z\"");

        assertThat(examined().metrics())
                .flatExtracting(Diagnosis.Metric::labels)
                .filteredOn(label -> label.name().equals("source") && label.values() > 0)
                .extracting(Diagnosis.Label::context)
                .contains("pod name");
    }

    @Test
    void aPrometheusIsAskedForItsSeries() {
        var series =
                (complete() + users.text)
                        .lines()
                        .map(line -> line.substring(0, line.lastIndexOf(' ')))
                        .map(ExaminationTest::json)
                        .collect(Collectors.joining(","));
        hubble.text = "{\"status\":\"success\",\"data\":[%s]}".formatted(series);

        var examined =
                (Diagnosis.Examined)
                        doctor(new MetricsSettings(null, hubble.uri(), users.uri())).examine();

        assertThat(examined.unexamined()).isEmpty();
        assertThat(examined.findings())
                .extracting(Diagnosis.Finding::title)
                .allMatch(
                        title ->
                                title.startsWith("mysql_")
                                        || title.startsWith("up ")
                                        || title.startsWith("portcullis_"));
        assertThat(examined.findings()).isNotEmpty();
    }

    @Test
    void figuresThatCannotBeHadSayNothing() {
        hubble.status = 503;

        assertThat(doctor(new MetricsSettings(hubble.uri(), null, users.uri())).examine())
                .isInstanceOf(Diagnosis.Unreachable.class);
        assertThat(doctor(new MetricsSettings(null, null, users.uri())).examine())
                .isEqualTo(new Diagnosis.NotConfigured());
        assertThat(
                        doctor(
                                        new MetricsSettings(
                                                URI.create("http://127.0.0.1:1/metrics"),
                                                null,
                                                users.uri()))
                                .examine())
                .isInstanceOf(Diagnosis.Unreachable.class);
    }

    @Test
    void theNeedsOfAnExpressionAreItsMetricsAndTheLabelsItCannotDoWithout() {
        assertThat(
                        PromQl.needs(
                                "histogram_quantile(0.99, sum by (le, destination) (rate(hubble_x_bucket{reporter=\"server\",a!=\"\",b=~\".*\"}[$__rate_interval]))) or vector(0)"))
                .containsExactly(
                        new PromQl.Need(
                                "hubble_x_bucket",
                                java.util.Set.of("destination", "reporter", "b")));
        assertThat(
                        PromQl.needs(
                                "a_total{x=\"}(\"} - on (y) label_replace(sum by (z) (b_total), \"y\", \"$1\", \"z\", \"(.*)\")"))
                .containsExactly(
                        new PromQl.Need("a_total", java.util.Set.of("x")),
                        new PromQl.Need("b_total", java.util.Set.of("z")));
        assertThat(PromQl.needs("sum by (job) (1 - up)"))
                .containsExactly(new PromQl.Need("up", java.util.Set.of("job")));
    }

    private Diagnosis.Examined examined() {
        return (Diagnosis.Examined)
                doctor(new MetricsSettings(hubble.uri(), null, users.uri())).examine();
    }

    private FiguresDoctor doctor(MetricsSettings settings) {
        return new FiguresDoctor(
                settings,
                new TextFetcher(),
                flows,
                clock,
                JsonMapper.shared(),
                ShippedPanels.read(JsonMapper.shared()));
    }

    private static String complete() {
        return List.of(
                        "hubble_flows_processed_total{protocol=\"TCP\",type=\"Drop\",subtype=\"x\",verdict=\"DROPPED\","
                                + ENDS
                                + "} 1",
                        "hubble_drop_total{reason=\"POLICY_DENIED\",protocol=\"TCP\","
                                + ENDS
                                + "} 1",
                        "hubble_policy_verdicts_total{match=\"none\",action=\"dropped\",direction=\"ingress\","
                                + ENDS
                                + "} 1",
                        "hubble_tcp_flags_total{flag=\"SYN\",family=\"IPv4\"," + ENDS + "} 1",
                        "hubble_http_requests_total{method=\"GET\",protocol=\"HTTP/1.1\",status=\"200\",reporter=\"server\","
                                + ENDS
                                + "} 1",
                        "hubble_http_request_duration_seconds_bucket{method=\"GET\",reporter=\"server\",le=\"1\","
                                + ENDS
                                + "} 1",
                        "hubble_lost_events_total{source=\"hubble_ring_buffer\"} 0",
                        "")
                .stream()
                .collect(Collectors.joining("\n"));
    }

    private static String without(String metric) {
        return complete()
                .lines()
                .filter(line -> !line.startsWith(metric))
                .collect(Collectors.joining("\n"));
    }

    /** A series as Prometheus' API tells it. */
    private static String json(String series) {
        int brace = series.indexOf('{');
        if (brace < 0) {
            return "{\"__name__\":\"%s\"}".formatted(series);
        }
        var labels =
                series.substring(brace + 1, series.length() - 1)
                        .replaceAll("([a-z_]+)=\"", "\"$1\":\"");
        return "{\"__name__\":\"%s\",%s}".formatted(series.substring(0, brace), labels);
    }
}
