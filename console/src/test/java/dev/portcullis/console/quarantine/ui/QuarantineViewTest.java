package dev.portcullis.console.quarantine.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.policies.InMemoryPolicies;
import dev.portcullis.console.quarantine.InMemoryQuarantines;
import dev.portcullis.console.quarantine.QuarantineResult;
import dev.portcullis.console.quarantine.QuarantineResult.Why;
import dev.portcullis.console.quarantine.TestQuarantines;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = QuarantineViewTest.Setting.class)
@ViewPackages(classes = QuarantineView.class)
class QuarantineViewTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryQuarantines quarantines() {
            return new InMemoryQuarantines();
        }

        @Bean
        InMemoryPolicies policies() {
            return new InMemoryPolicies();
        }

        @Bean
        FixedUser user() {
            return new FixedUser();
        }

        @Bean
        Clock clock() {
            return new TestClock();
        }
    }

    @Autowired InMemoryQuarantines quarantines;
    @Autowired FixedUser user;

    @BeforeEach
    void reset() {
        quarantines.reset();
        quarantines.planned = TestQuarantines.plan("shop/curious", List.of());
        user.user = FixedUser.OPERATOR;
    }

    @Test
    void thePlanShowsWhomItHitsWhatItCutsAndThePolicyWhole() {
        plan("workload=shop/curious");

        assertThat(page())
                .contains("shop/curious")
                .contains("It selects pods of shop/curious, by")
                .contains("app=curious")
                .contains("What it would cut")
                .contains("kind: CiliumNetworkPolicy")
                .contains("The kubelet's probes are denied too.");
        assertThat(quarantines.begun).isEmpty();
    }

    @Test
    void withoutAReasonNobodyIsCutOff() {
        plan("workload=shop/curious");
        test(reason()).setValue("   ");
        click("Quarantine for 15 min");

        assertThat(quarantines.begun).isEmpty();
        assertThat(reason().isInvalid()).isTrue();
        assertThat(reason().getErrorMessage()).contains("Say why");
    }

    @Test
    void theWishIsPassedOnWithTheIncidentItCameFrom() {
        plan("workload=shop/curious&pod=curious-0&incident=31");
        test(reason()).setValue("It scans");
        times().setValue(PlanPart.Time.HOUR);
        click("Quarantine for 1 h");

        assertThat(quarantines.begun)
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.subject().id()).isEqualTo("shop/curious");
                            assertThat(request.subject().pod()).contains("curious-0");
                            assertThat(request.reason()).isEqualTo("It scans");
                            assertThat(request.time()).isEqualTo(Duration.ofHours(1));
                            assertThat(request.incident()).hasValue(31);
                            assertThat(request.user()).isEqualTo(FixedUser.OPERATOR);
                        });
        assertThat(notified()).contains("shop/curious is cut off.");
        assertThat(find(PlanPart.class).all()).isEmpty();
    }

    @Test
    void theGuardedWorkloadIsOnlyCutOffByWhoeverSaysThatTheyMeanIt() {
        quarantines.planned = TestQuarantines.plan("users/mysql", List.of("users/mysql"));
        plan("workload=users/mysql");
        test(reason()).setValue("It leaks");
        click("Quarantine for 15 min");

        assertThat(quarantines.begun).isEmpty();
        assertThat(guarded().isInvalid()).isTrue();
        assertThat(guarded().getLabel()).contains("users/mysql is guarded");

        guarded().setValue(true);
        click("Quarantine for 15 min");
        assertThat(quarantines.begun.getFirst().confirmsGuarded()).isTrue();
    }

    @Test
    void whatIsNotGuardedNeedsNoSecondWord() {
        plan("workload=shop/curious");

        assertThat(find(Checkbox.class).all()).noneMatch(Component::isVisible);
    }

    @Test
    void aRefusalIsSaidAndThePlanStays() {
        quarantines.answer =
                Optional.of(
                        new QuarantineResult.Refused(
                                Why.CONFLICT, "shop/curious is in quarantine already."));
        plan("workload=shop/curious");
        test(reason()).setValue("It scans");
        click("Quarantine for 15 min");

        assertThat(notified()).contains("shop/curious is in quarantine already.");
        assertThat(reason().getValue()).isEqualTo("It scans");
    }

    @Test
    void whatCannotBeQuarantinedSaysWhyAndOffersNoButton() {
        quarantines.reset();
        plan("workload=kube-system/coredns");

        assertThat(page()).contains("It cannot be quarantined", "Nothing is planned.");
        assertThat(find(PlanPart.class).all()).isEmpty();
    }

    @Test
    void anAddressThatMakesNoSensePlansNothing() {
        plan("workload=nobody&incident=99999999999999999999");

        assertThat(find(PlanPart.class).all()).isEmpty();
        assertThat(page()).contains("Nothing is in quarantine");
    }

    @Test
    void aViewerSeesThePlanAndMayNeitherBeginNorRelease() {
        user.user = FixedUser.VIEWER;
        quarantines.known.add(TestQuarantines.held());
        plan("workload=shop/curious");

        assertThat(button("Quarantine for 15 min").isEnabled()).isFalse();
        assertThat(button("Quarantine for 15 min").getTooltip().getText()).contains("may look");
        assertThat(button("Release").isEnabled()).isFalse();
    }

    @Test
    void oneThatHoldsShowsItsProofAndLeadsToItsPolicyAndItsIncident() {
        quarantines.known.add(TestQuarantines.held());
        navigate(QuarantineView.class);

        assertThat(page()).contains("by operator at").contains("24 denied, the first at");
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains(
                        "incidents/31",
                        "policies?policy=CiliumNetworkPolicy/shop/portcullis-quarantine-0a1b2c3d4e");
    }

    @Test
    void whatIsNotProvenOrCannotEndIsSaid() {
        quarantines.known.add(
                TestQuarantines.of(Optional.empty(), 0, Optional.empty(), "The API answered 403."));
        quarantines.trouble = Optional.of("The policies have not been read from the cluster yet.");
        navigate(QuarantineView.class);

        assertThat(page())
                .contains("nothing denied yet: not observed")
                .contains("by hand only: somebody took its time out of the policy")
                .contains("It cannot be released", "The API answered 403.")
                .contains("The list may be incomplete.");
    }

    @Test
    void releasingEndsExactlyThatOne() {
        quarantines.known.add(TestQuarantines.held());
        navigate(QuarantineView.class);
        click("Release");

        assertThat(quarantines.released).containsExactly("shop/portcullis-quarantine-0a1b2c3d4e");
    }

    @Test
    void whatChangesShowsWithoutReloading() {
        navigate(QuarantineView.class);
        assertThat(page()).contains("Nothing is in quarantine");

        quarantines.known.add(TestQuarantines.held());
        quarantines.tell();
        MockVaadin.clientRoundtrip();

        assertThat(page()).contains("It scans").doesNotContain("Nothing is in quarantine");
    }

    private static void plan(String query) {
        UI.getCurrent().navigate("incidents/quarantine", QueryParameters.fromString(query));
    }

    private TextField reason() {
        return find(TextField.class).single();
    }

    private Checkbox guarded() {
        return find(Checkbox.class).single();
    }

    @SuppressWarnings("unchecked")
    private RadioButtonGroup<PlanPart.Time> times() {
        return find(RadioButtonGroup.class).single();
    }

    private Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    private void click(String text) {
        test(button(text)).click();
    }

    private List<String> notified() {
        return find(Notification.class).all().stream().map(one -> test(one).getText()).toList();
    }

    private String page() {
        return getCurrentView().getElement().getTextRecursively();
    }
}
