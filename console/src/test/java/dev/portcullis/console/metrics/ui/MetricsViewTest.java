package dev.portcullis.console.metrics.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.metrics.Chart;
import dev.portcullis.console.metrics.ChartRange;
import dev.portcullis.console.metrics.Diagnosis;
import dev.portcullis.console.metrics.Grafana;
import dev.portcullis.console.metrics.Measurements;
import dev.portcullis.console.metrics.MetricsDoctor;
import dev.portcullis.console.metrics.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = MetricsViewTest.Setting.class)
@ViewPackages(classes = MetricsView.class)
class MetricsViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        FakeMeasurements measurements() {
            return new FakeMeasurements();
        }

        @Bean
        FakeGrafana grafana() {
            return new FakeGrafana();
        }

        @Bean
        FakeDoctor doctor() {
            return new FakeDoctor();
        }
    }

    static final class FakeGrafana implements Grafana {
        State state = new State.Absent();

        @Override
        public State state() {
            return state;
        }

        @Override
        public List<Dashboard> dashboards() {
            return List.of(
                    new Dashboard("portcullis-drops", "Drops"),
                    new Dashboard("portcullis-guarded-workload", "Guarded workload"));
        }
    }

    static final class FakeDoctor implements MetricsDoctor {
        volatile Diagnosis diagnosis = new Diagnosis.NotConfigured();

        @Override
        public Diagnosis examine() {
            return diagnosis;
        }
    }

    static final class FakeMeasurements implements Measurements {
        final List<String> guarded = new ArrayList<>();

        @Override
        public Chart answer(Question question, ChartRange range, Optional<String> workload) {
            throw new IllegalStateException("The page's element asks, not the page");
        }

        @Override
        public List<String> guarded() {
            return guarded;
        }
    }

    @Autowired FakeMeasurements measurements;
    @Autowired FakeGrafana grafana;
    @Autowired FakeDoctor doctor;

    @BeforeEach
    void reset() {
        measurements.guarded.clear();
        measurements.guarded.add("users/mysql");
        grafana.state = new Grafana.State.Absent();
        doctor.diagnosis = new Diagnosis.NotConfigured();
    }

    @Test
    void theFourQuestionsAreAskedForTheGuardedWorkload() {
        navigate(MetricsView.class);

        assertThat(sources())
                .containsExactly(
                        "api/v1/metrics/charts/traffic?range=15m&workload=users%2Fmysql",
                        "api/v1/metrics/charts/drops?range=15m&workload=users%2Fmysql",
                        "api/v1/metrics/charts/latency?range=15m&workload=users%2Fmysql",
                        "api/v1/metrics/charts/errors?range=15m&workload=users%2Fmysql");
    }

    @Test
    void theAddressSaysTheRangeAndTheWorkload() {
        at(Map.of("range", "6h", "workload", "shop/storefront"));

        assertThat(sources())
                .allMatch(source -> source.endsWith("?range=6h&workload=shop%2Fstorefront"));
        assertThat(find(Select.class).single().getValue()).isEqualTo("shop/storefront");
    }

    @Test
    void anAddressThatMakesNoSenseLeadsToWhatIsUsual() {
        at(Map.of("range", "7 years", "theme", "<script>"));

        assertThat(sources()).allMatch(source -> source.contains("range=15m"));
    }

    @Test
    void withoutAGuardedWorkloadAllTrafficIsShown() {
        measurements.guarded.clear();

        navigate(MetricsView.class);

        assertThat(sources()).allMatch(source -> source.endsWith("&workload="));
    }

    @Test
    void theAddressKeepsTheThemeWhenSomethingElseIsChosen() {
        var location =
                MetricsLocation.read(QueryParameters.simple(Map.of("theme", "dark")))
                        .over(ChartRange.DAY)
                        .on(MetricsLocation.Tab.GRAFANA);

        assertThat(location.href()).isEqualTo("metrics?range=24h&tab=grafana&theme=dark");
    }

    @Test
    void withoutGrafanaThePageSaysHowToConnectIt() {
        navigate(MetricsView.class);

        assertThat(find(ListItem.class).all()).hasSize(3);
        assertThat(find(TabsPart.class).all()).isEmpty();
    }

    @Test
    void whereGrafanaIsThereItIsFramedWithTheRangeAndTheWorkload() {
        grafana.state = new Grafana.State.Up("13.2.0");

        at(Map.of("tab", "grafana", "range", "6h"));

        var frame = find(GrafanaFrame.class).single().getElement();
        assertThat(frame.getProperty("uid")).isEqualTo("portcullis-guarded-workload");
        assertThat(frame.getProperty("range")).isEqualTo("6h");
        assertThat(frame.getPropertyRaw("variables").toString()).contains("\"mysql\"");
        assertThat(find(ChartPanel.class).all()).isEmpty();
        assertThat(find(Anchor.class).withText("On the map").single().getHref())
                .isEqualTo("?chosen=users%2Fmysql");
    }

    @Test
    void aGrafanaThatIsDownIsReplacedByTheConsolesOwnCharts() {
        grafana.state = new Grafana.State.Down("http://grafana:3000 does not answer");

        at(Map.of("tab", "grafana"));

        assertThat(find(GrafanaFrame.class).all()).isEmpty();
        assertThat(find(ChartPanel.class).all()).hasSize(4);
        assertThat(page()).contains("Grafana does not answer", "http://grafana:3000");
    }

    @Test
    void aGrafanaThatDistrustsTheConsoleIsNotShownAsNoData() {
        grafana.state = new Grafana.State.Distrusts("It refuses the token (401)");

        navigate(MetricsView.class);

        assertThat(page()).contains("Grafana does not trust this console", "401");
    }

    @Test
    void whatTheDoctorFindsIsShownWithTheValueToSet() {
        doctor.diagnosis =
                new Diagnosis.Examined(
                        Instant.parse("2026-11-22T12:00:00Z"),
                        "hubble:9965",
                        List.of(
                                new Diagnosis.Finding(
                                        Diagnosis.Sureness.MISSING,
                                        "hubble_drop_total is not there",
                                        "It is not switched on.",
                                        List.of("Drops: Drops by other reasons"),
                                        "drop:sourceContext=workload-name")),
                        35,
                        34,
                        List.of(),
                        List.of());

        navigate(MetricsView.class);
        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            MockVaadin.clientRoundtrip();
                            assertThat(page())
                                    .contains(
                                            "1 finding",
                                            "hubble_drop_total is not there",
                                            "34 of 35");
                        });
        assertThat(find(CommandBlock.class).single().getElement().getProperty("command"))
                .isEqualTo("drop:sourceContext=workload-name");
    }

    @Test
    void figuresThatCannotBeHadAreNoSignThatTheyAreMissing() {
        doctor.diagnosis = new Diagnosis.Unreachable("http://hubble:9965/metrics does not answer");

        navigate(MetricsView.class);

        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            MockVaadin.clientRoundtrip();
                            assertThat(page())
                                    .contains(
                                            "The figures could not be had",
                                            "What they would be is not known");
                        });
    }

    private String page() {
        return ((Component) getCurrentView()).getElement().getTextRecursively();
    }

    private List<String> sources() {
        return find(ChartPanel.class).all().stream()
                .map(panel -> panel.getElement().getProperty("source"))
                .toList();
    }

    private static void at(Map<String, String> parameters) {
        UI.getCurrent().navigate("metrics", QueryParameters.simple(parameters));
    }
}
