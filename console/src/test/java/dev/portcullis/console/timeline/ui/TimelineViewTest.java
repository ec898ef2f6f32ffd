package dev.portcullis.console.timeline.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.timeline.InMemoryTimeline;
import dev.portcullis.console.timeline.Timeline;
import dev.portcullis.console.timeline.TimelineKind;
import dev.portcullis.console.timeline.TimelineQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = TimelineViewTest.Setting.class)
@ViewPackages(classes = TimelineView.class)
class TimelineViewTest extends SpringBrowserlessTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryTimeline timeline() {
            return new InMemoryTimeline();
        }

        @Bean
        Clock clock() {
            return new TestClock();
        }
    }

    @Autowired InMemoryTimeline timeline;

    @BeforeEach
    void reset() {
        timeline.events.clear();
        timeline.asked.clear();
        timeline.with(
                        NOON.minus(Duration.ofHours(2)),
                        TimelineKind.POLICY,
                        "Turned off users/mysql-ingress",
                        "policies")
                .with(
                        NOON.minus(Duration.ofMinutes(5)),
                        TimelineKind.INCIDENT,
                        "Incident #31 opened",
                        "incidents/31")
                .with(NOON, TimelineKind.SIGN_IN, "Signed in", "");
    }

    @Test
    void theLastHourIsShownTheNewestFirst() {
        navigate(TimelineView.class);

        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(test(grid()).getCellText(0, 4)).isEqualTo("Because.");
        assertThat(asked().from()).isEqualTo(NOON.minus(Duration.ofHours(1)));
        assertThat(page()).contains("observed ones are kept 30 days");
    }

    @Test
    void theAddressSaysTheSpanAndTheKinds() {
        open("range=24h&kinds=policy,rollout");

        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(kinds().getValue())
                .containsExactlyInAnyOrder(TimelineKind.POLICY, TimelineKind.ROLLOUT);
    }

    @Test
    void aFixedSpanIsShownAndPackedAsItIs() {
        open("from=2026-11-22T09:00:00Z&to=2026-11-22T10:30:00Z");

        assertThat(test(grid()).size()).isEqualTo(1);
        assertThat(pack())
                .isEqualTo(
                        "api/v1/timeline/evidence.zip?from=2026-11-22T09:00:00Z&to=2026-11-22T10:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "range=1000y",
                "kinds=rumour,,<b>",
                "from=yesterday&to=now",
                // Ends before it begins; half a span; out of all bounds
                "from=2026-11-22T12:00:00Z&to=2026-11-22T11:00:00Z",
                "from=2026-11-22T09:00:00Z",
                "from=-1000000000-01-01T00:00:00Z&to=2026-11-22T11:00:00Z"
            })
    void anAddressThatMakesNoSenseShowsTheLastHour(String query) {
        open(query);

        assertThat(asked())
                .isEqualTo(
                        new TimelineQuery(
                                NOON.minus(Duration.ofHours(1)), NOON.plusSeconds(1), Set.of()));
    }

    @Test
    void choosingASpanChangesTheAddressAndKeepsTheKinds() {
        open("kinds=policy");
        test(find(NativeButton.class).withText("24 h").single()).click();

        assertThat(asked().from()).isEqualTo(NOON.minus(Duration.ofDays(1)));
        assertThat(asked().kinds()).containsExactly(TimelineKind.POLICY);
        assertThat(test(grid()).size()).isEqualTo(1);
    }

    @Test
    void withoutKindsInTheAddressAllAreChecked() {
        navigate(TimelineView.class);

        assertThat(kinds().getValue()).isEqualTo(EnumSet.allOf(TimelineKind.class));
    }

    @Test
    void anEventLeadsToItsPageAndOneWithoutAPageToNone() {
        navigate(TimelineView.class);

        assertThat(test(grid()).getCellComponent(1, 3)).isInstanceOf(Anchor.class);
        assertThat(((Anchor) test(grid()).getCellComponent(1, 3)).getHref())
                .isEqualTo("incidents/31");
        assertThat(test(grid()).getCellComponent(0, 3)).isNotInstanceOf(Anchor.class);
    }

    @Test
    void anEmptySpanSaysWhatToDo() {
        timeline.events.clear();
        navigate(TimelineView.class);

        assertThat(grid().getEmptyStateText()).contains("Choose a longer one");
    }

    @Test
    void aListThatIsCutSaysSo() {
        for (var number = 0; number < Timeline.MOST + 5; number++) {
            timeline.with(NOON, TimelineKind.OTHER, "Change " + number, "");
        }
        navigate(TimelineView.class);

        assertThat(test(grid()).size()).isEqualTo(Timeline.MOST);
        assertThat(page()).contains("newest");
    }

    @Test
    void whatHappensShowsWithoutReloading() {
        navigate(TimelineView.class);
        timeline.with(NOON, TimelineKind.ROLLOUT, "users/user-service is ready", "workloads");
        timeline.tell();
        MockVaadin.clientRoundtrip();

        assertThat(test(grid()).size()).isEqualTo(3);
    }

    private static void open(String query) {
        UI.getCurrent().navigate("timeline", QueryParameters.fromString(query));
    }

    private TimelineQuery asked() {
        return timeline.asked.getLast();
    }

    private Grid<?> grid() {
        return find(Grid.class).single();
    }

    @SuppressWarnings("unchecked")
    private CheckboxGroup<TimelineKind> kinds() {
        return find(CheckboxGroup.class).single();
    }

    private String pack() {
        return find(Anchor.class).withText("Evidence pack").single().getHref();
    }

    private String page() {
        return getCurrentView().getElement().getTextRecursively();
    }
}
