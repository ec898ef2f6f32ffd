package dev.portcullis.console.drills.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.InMemoryDrills;
import dev.portcullis.console.drills.LaunchResult;
import dev.portcullis.console.drills.TestDrills;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = DrillPagesTest.Setting.class)
@ViewPackages(classes = DrillsView.class)
class DrillPagesTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryDrills drills() {
            return new InMemoryDrills();
        }

        @Bean
        FakeUser user() {
            return new FakeUser();
        }
    }

    @Autowired InMemoryDrills drills;
    @Autowired FakeUser user;

    @BeforeEach
    void reset() {
        drills.known.clear();
        drills.launched.clear();
        drills.off = Optional.empty();
        drills.answer = Optional.empty();
        user.roles = Set.of(Role.VIEWER, Role.OPERATOR);
    }

    @Test
    void theListShowsEveryDrillWithItsVerdict() {
        drills.known.add(TestDrills.blocked());

        navigate(DrillsView.class);

        assertThat(test(find(Grid.class).single()).size()).isEqualTo(1);
        assertThat(test(find(Grid.class).single()).getCellText(0, 4))
                .isEqualTo("2 denied, 0 through of 2");
    }

    @Test
    void launchingAsksFirstAndThenLeadsToTheDrill() {
        navigate(DrillsView.class);
        click("Launch drill");
        find(IntegerField.class).single().setValue(5);
        click("Launch attack");

        assertThat(drills.launched).containsExactly(new DrillRequest(DrillPlan.MYSQL_LOGIN, 5));
        assertThat(getCurrentView()).isInstanceOf(DrillView.class);
    }

    @Test
    void aWrongNumberOfAttemptsIsNotLaunched() {
        navigate(DrillsView.class);
        click("Launch drill");
        find(IntegerField.class).single().setValue(61);
        click("Launch attack");

        assertThat(drills.launched).isEmpty();
        assertThat(find(IntegerField.class).single().isInvalid()).isTrue();
    }

    @Test
    void whyADrillWasNotLaunchedIsSaidInTheDialog() {
        drills.answer = Optional.of(new LaunchResult.Busy("Three drills run already."));
        navigate(DrillsView.class);
        click("Launch drill");
        click("Launch attack");

        assertThat(textOf(find(Dialog.class).single())).contains("Three drills run already.");
    }

    @Test
    void whoMayOnlyLookSeesTheButtonAndWhyItIsOff() {
        user.roles = Set.of(Role.VIEWER);
        navigate(DrillsView.class);

        var launch = find(Button.class).withText("Launch drill").single();
        assertThat(launch.isEnabled()).isFalse();
        assertThat(launch.getTooltip().getText()).contains("may look");
    }

    @Test
    void drillsThatAreOffSayHowToSwitchThemOn() {
        drills.off = Optional.of("Set PORTCULLIS_DRILL_IMAGE to switch them on.");
        navigate(DrillsView.class);

        assertThat(page()).contains("PORTCULLIS_DRILL_IMAGE");
        assertThat(find(Button.class).withText("Launch drill").single().isEnabled()).isFalse();
    }

    @Test
    void aBlockedDrillShowsItsVerdictAndTheFiguresItStandsOn() {
        open(TestDrills.blocked());

        assertThat(page())
                .contains("BLOCKED 2 of 2")
                .contains("38 ms")
                .contains("210 ms")
                .contains("93.7 %")
                .contains("9.6 ms");
        assertThat(test(find(Grid.class).single()).getCellText(0, 5))
                .isEqualTo("Default deny by users/mysql-ingress");
    }

    @Test
    void theLedgerShowsOnlyWhatTheAddressAsksFor() {
        drills.known.add(TestDrills.exposed());

        UI.getCurrent()
                .navigate(
                        DrillView.class,
                        new RouteParameters("id", TestDrills.ID.text()),
                        QueryParameters.of("show", "through"));

        assertThat(test(find(Grid.class).single()).size()).isEqualTo(1);
        assertThat(test(find(Grid.class).single()).getCellText(0, 2))
                .isEqualTo("Login refused by the server");
    }

    @Test
    void aRunningDrillCanBeStoppedAndACleanedOneCannot() {
        open(TestDrills.running());
        click("Stop and clean up");
        assertThat(drills.cleaned).containsExactly(TestDrills.ID);

        open(TestDrills.blocked());
        assertThat(find(Button.class).withText("Clean up").single().isEnabled()).isFalse();
    }

    @Test
    void whatChangesShowsWithoutReloading() {
        open(TestDrills.running());
        assertThat(page()).contains("Running, attempt 1 of 2");

        drills.known.clear();
        drills.known.add(TestDrills.exposed());
        drills.tell();
        MockVaadin.clientRoundtrip();

        assertThat(page()).contains("EXPOSED 1 of 2");
    }

    @Test
    void namesFromElsewhereStayText() {
        var hostile = "<img src=x onerror=alert(1)>";
        var drill = TestDrills.running();
        open(TestDrills.because(drill, hostile));

        assertThat(page()).contains(hostile);
    }

    private void open(Drill drill) {
        drills.known.clear();
        drills.known.add(drill);
        navigate(DrillView.class, Map.of("id", drill.id().text()));
    }

    private void click(String text) {
        test(find(Button.class).withText(text).single()).click();
    }

    private String page() {
        return textOf((Component) getCurrentView());
    }

    private static String textOf(Component component) {
        return component.getElement().getTextRecursively();
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
