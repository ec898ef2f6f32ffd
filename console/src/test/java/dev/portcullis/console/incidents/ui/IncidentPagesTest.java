package dev.portcullis.console.incidents.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.drills.TestDrills;
import dev.portcullis.console.incidents.InMemoryIncidents;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Note;
import dev.portcullis.console.incidents.TestIncidents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = IncidentPagesTest.Setting.class)
@ViewPackages(classes = IncidentsView.class)
class IncidentPagesTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryIncidents incidents() {
            return new InMemoryIncidents();
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        FakeUser user() {
            return new FakeUser();
        }
    }

    @Autowired InMemoryIncidents incidents;
    @Autowired FakeUser user;

    @BeforeEach
    void reset() {
        incidents.known.clear();
        incidents.changes.clear();
        incidents.trouble = Optional.empty();
        incidents.missed = 0;
        user.roles = Set.of(Role.VIEWER, Role.OPERATOR);
    }

    @Test
    void theListShowsIntrudersAndExercisesApart() {
        incidents.known.add(TestIncidents.intruder(31));
        incidents.known.add(TestIncidents.exercise(32, TestDrills.ID));
        navigate(IncidentsView.class);

        assertThat(test(grid()).size()).isEqualTo(2);
        assertThat(page()).contains("1 open");

        UI.getCurrent().navigate(IncidentsView.class, QueryParameters.of("kind", "exercises"));
        assertThat(test(grid()).size()).isEqualTo(1);
    }

    @Test
    void anEmptyListSaysThatItIsGood() {
        navigate(IncidentsView.class);

        assertThat(grid().getEmptyStateText()).contains("No denied attempts");
    }

    @Test
    void whatMayHaveBeenMissedIsSaid() {
        incidents.trouble = Optional.of("The stream of flows is away.");
        incidents.missed = 12;
        navigate(IncidentsView.class);

        assertThat(page())
                .contains("The stream of flows is away.")
                .contains("12 dropped flows came faster");
    }

    @Test
    void anIncidentShowsWhoTriedWhatAndThatNoDrillExplainsIt() {
        open(TestIncidents.intruder(31));

        assertThat(page())
                .contains("shop/curious")
                .contains("users/mysql : 3306")
                .contains("No drill of this console explains it.")
                .contains("Port scan")
                .contains("\"verdict\":\"DROPPED\"");
    }

    @Test
    void anExerciseIsCalledOneAndLeadsToItsDrill() {
        open(TestIncidents.exercise(32, TestDrills.ID));

        assertThat(page()).contains("Exercise").contains("drill k7m2x9qa, which this console ran");
        assertThat(find(Anchor.class).all())
                .anyMatch(link -> link.getHref().equals("drills/k7m2x9qa"));
    }

    @Test
    void acknowledgingTakesWhatWasTypedAlong() {
        open(TestIncidents.intruder(31));
        test(find(TextArea.class).single()).setValue("I look at it");
        click("Acknowledge");

        assertThat(incidents.changes)
                .singleElement()
                .satisfies(
                        change -> {
                            assertThat(change.kind()).isEqualTo(IncidentChange.Kind.ACKNOWLEDGE);
                            assertThat(change.text()).isEqualTo("I look at it");
                        });
    }

    @Test
    void aClosedIncidentCanOnlyBeOpenedAgain() {
        open(
                TestIncidents.of(
                        31, "shop/curious", Optional.empty(), IncidentState.CLOSED, List.of()));

        assertThat(find(Button.class).withText("Open again").all()).hasSize(1);
        assertThat(find(Button.class).withText("Acknowledge").all()).isEmpty();
        assertThat(find(Button.class).withText("Close").all()).isEmpty();
    }

    @Test
    void whoMayOnlyLookSeesTheButtonsAndWhyTheyAreOff() {
        user.roles = Set.of(Role.VIEWER);
        open(TestIncidents.intruder(31));

        var acknowledge = find(Button.class).withText("Acknowledge").single();
        assertThat(acknowledge.isEnabled()).isFalse();
        assertThat(acknowledge.getTooltip().getText()).contains("may look");
    }

    @Test
    void quarantineIsOfferedForPodsAndNotForTheWorld() {
        open(TestIncidents.intruder(31));
        assertThat(find(Anchor.class).all())
                .anyMatch(
                        link ->
                                link.getHref()
                                        .equals(
                                                "incidents/quarantine?workload=shop%2Fcurious&pod=curious-0&incident=31"));

        open(
                TestIncidents.of(
                        31, "reserved:world", Optional.empty(), IncidentState.OPEN, List.of()));
        assertThat(find(Anchor.class).all())
                .noneMatch(link -> link.getHref().startsWith("incidents/quarantine"));
    }

    @Test
    void whatChangesShowsWithoutReloading() {
        open(TestIncidents.intruder(31));

        incidents.known.clear();
        incidents.known.add(
                TestIncidents.of(
                        31,
                        "shop/curious",
                        Optional.empty(),
                        IncidentState.ACKNOWLEDGED,
                        List.of(
                                new Note(
                                        TestIncidents.START,
                                        "somebody",
                                        Note.Kind.ACKNOWLEDGED,
                                        "I have it"))));
        incidents.tell();
        MockVaadin.clientRoundtrip();

        assertThat(page()).contains("Acknowledged").contains("I have it");
    }

    @Test
    void namesFromElsewhereStayText() {
        var hostile = "<img src=x onerror=alert(1)>";
        open(
                TestIncidents.of(
                        31,
                        "shop/" + hostile,
                        Optional.empty(),
                        IncidentState.OPEN,
                        List.of(new Note(TestIncidents.START, "a", Note.Kind.COMMENT, hostile))));

        assertThat(page()).contains(hostile);
    }

    private void open(Incident incident) {
        incidents.known.clear();
        incidents.known.add(incident);
        navigate(IncidentView.class, Map.of("id", Long.toString(incident.id().number())));
    }

    private Grid<?> grid() {
        return find(Grid.class).single();
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
    }

    private String page() {
        return ((Component) getCurrentView()).getElement().getTextRecursively();
    }

    static final class FakeUser implements CurrentUser {
        private Set<Role> roles = Set.of();

        @Override
        public Optional<User> find() {
            return Optional.of(new User("operator", "127.0.0.1", roles));
        }

        @Override
        public User require() {
            return find().orElseThrow();
        }
    }
}
