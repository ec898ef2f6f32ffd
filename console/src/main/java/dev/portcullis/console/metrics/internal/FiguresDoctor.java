package dev.portcullis.console.metrics.internal;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.metrics.Diagnosis;
import dev.portcullis.console.metrics.MetricsDoctor;
import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.L7;
import dev.portcullis.hubble.Protocol;
import dev.portcullis.hubble.Verdict;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Examines the figures of a Prometheus, or Hubble's and the user service's own where there is none. A Prometheus is
 * asked for its series ({@code GET /api/v1/series}), which holds every label and no values.
 */
final class FiguresDoctor implements MetricsDoctor {
    private static final String SERIES =
            "/api/v1/series?limit=50000&match[]="
                    + "%7B__name__%3D~%22hubble_.%2B%7Chikaricp_.%2B%7Chttp_server_.%2B%7Csql_errors_total"
                    + "%7Cmysql_.%2B%7Cportcullis_.%2B%7Cup%22%7D";
    private static final List<String> SCRAPED_BY_PROMETHEUS_ALONE =
            List.of("mysql_", "portcullis_", "up");

    private final MetricsSettings settings;
    private final TextFetcher fetcher;
    private final Flows flows;
    private final Clock clock;
    private final JsonMapper json;
    private final List<ShippedPanels.Dashboard> dashboards;

    FiguresDoctor(
            MetricsSettings settings,
            TextFetcher fetcher,
            Flows flows,
            Clock clock,
            JsonMapper json,
            List<ShippedPanels.Dashboard> dashboards) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.flows = flows;
        this.clock = clock;
        this.json = json;
        this.dashboards = List.copyOf(dashboards);
    }

    @Override
    public Diagnosis examine() {
        var inventory = new Inventory();
        var prometheus = settings.prometheusUrl();
        if (prometheus.isPresent()) {
            var url = prometheus.get();
            return switch (fetcher.fetch(url.resolve(SERIES))) {
                case FetchResult.Fetched(var lines) -> ofSeries(url, lines, inventory);
                case FetchResult.Failed(var why) -> new Diagnosis.Unreachable(why);
            };
        }
        var hubble = settings.hubbleUrl();
        if (hubble.isEmpty()) {
            return new Diagnosis.NotConfigured();
        }
        return switch (fetcher.fetch(hubble.get())) {
            case FetchResult.Fetched(var lines) -> {
                PrometheusText.read(lines, inventory::add);
                yield examined(hubble.get(), inventory, alsoOfTheUserService(inventory));
            }
            case FetchResult.Failed(var why) -> new Diagnosis.Unreachable(why);
        };
    }

    private Diagnosis ofSeries(URI url, List<String> lines, Inventory inventory) {
        try {
            for (var series : json.readTree(String.join("\n", lines)).path("data")) {
                inventory.add(sample(series));
            }
        } catch (JacksonException unreadable) {
            return new Diagnosis.Unreachable("%s gave no series in JSON".formatted(url));
        }
        return examined(url, inventory, _ -> true);
    }

    private static PrometheusText.Sample sample(JsonNode series) {
        Map<String, String> labels = new HashMap<>();
        series.properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asString("")));
        var name = labels.remove("__name__");
        return new PrometheusText.Sample(name == null ? "" : name, labels, 1);
    }

    /** Adds the user service's figures if it gives them; answers which metrics can be told about. */
    private Predicate<String> alsoOfTheUserService(Inventory inventory) {
        boolean given = false;
        if (fetcher.fetch(settings.userService()) instanceof FetchResult.Fetched(var lines)) {
            PrometheusText.read(lines, inventory::add);
            given = true;
        }
        boolean user = given;
        return metric ->
                metric.startsWith("hubble_")
                        || user
                                && SCRAPED_BY_PROMETHEUS_ALONE.stream()
                                        .noneMatch(metric::startsWith);
    }

    private Diagnosis examined(URI source, Inventory inventory, Predicate<String> canBeTold) {
        var outcome = new Examination(inventory, this::happened, canBeTold).of(dashboards);
        return new Diagnosis.Examined(
                clock.instant(),
                source.getAuthority(),
                outcome.findings(),
                outcome.panels(),
                outcome.filled(),
                outcome.unexamined(),
                inventory.facts("hubble_"));
    }

    /** Whether a kept flow is one that the metric counts. */
    private boolean happened(String metric) {
        Predicate<Flow> counted =
                switch (metric) {
                    case "hubble_drop_total" -> flow -> flow.verdict() == Verdict.DROPPED;
                    case "hubble_policy_verdicts_total" -> flow -> flow.event().isPolicyVerdict();
                    case "hubble_tcp_flags_total", "hubble_port_distribution_total" ->
                            flow ->
                                    flow.protocol() == Protocol.TCP
                                            && flow.verdict() == Verdict.FORWARDED;
                    case "hubble_flows_processed_total", "hubble_lost_events_total" -> _ -> true;
                    case "hubble_http_requests_total",
                            "hubble_http_request_duration_seconds_bucket" ->
                            flow ->
                                    flow.l7().orElse(null) instanceof L7.Http http
                                            && http.part() == L7.Part.RESPONSE;
                    case "hubble_dns_queries_total", "hubble_dns_responses_total" ->
                            flow -> flow.l7().orElse(null) instanceof L7.Dns;
                    default -> _ -> false;
                };
        return !flows.recent(FlowQuery.newest(1, counted)).isEmpty();
    }
}
