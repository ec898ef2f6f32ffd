package dev.portcullis.console.policies.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.browserless.internal.MockVaadin;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.RouteParameters;
import dev.portcullis.console.TestClock;
import dev.portcullis.console.TestStores;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.TestAuditLogs;
import dev.portcullis.console.policies.ApplyResult;
import dev.portcullis.console.policies.InMemoryPolicies;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.questions.QuestionsWithoutFlows;
import dev.portcullis.console.questions.Why;
import dev.portcullis.policy.PolicyId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = PolicyPagesTest.Setting.class)
@ViewPackages(classes = PolicyView.class)
class PolicyPagesTest extends SpringBrowserlessTest {
    private static final PolicyId MYSQL = PolicyId.cnp("users", "mysql-ingress");
    private static final String BEGUN = text("user-service");
    private static final String MINE = text("billing");

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        InMemoryPolicies policies() {
            return new InMemoryPolicies();
        }

        @Bean
        PolicyAuthoring authoring() {
            return new SilentAuthoring();
        }

        @Bean
        QuestionsWithoutFlows questions() {
            return new QuestionsWithoutFlows();
        }

        @Bean
        PolicyChanges changes(InMemoryPolicies policies) {
            return new PolicyChanges(policies);
        }

        @Bean
        Clock clock() {
            return new TestClock();
        }

        @Bean
        AuditLog audit(Clock clock) {
            return TestAuditLogs.in(TestStores.fresh(), clock);
        }

        @Bean
        FakeUser user() {
            return new FakeUser();
        }
    }

    @Autowired InMemoryPolicies policies;
    @Autowired QuestionsWithoutFlows questions;
    @Autowired FakeUser user;

    @BeforeEach
    void aPolicyThatIsOn() {
        policies.known.clear();
        policies.applied.clear();
        policies.answer = Optional.empty();
        questions.why = Optional.empty();
        questions.suggested = List.of();
        user.roles = Set.of(Role.VIEWER, Role.OPERATOR);
        policies.on(MYSQL, "7", BEGUN, Owner.NOBODY);
    }

    @Test
    void anEditIsAppliedWithItsReasonOnTheVersionItBeganWith() {
        open();
        type(MINE);
        because("billing reads");
        click("Apply");

        assertThat(policies.applied)
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.yaml()).isEqualTo(MINE);
                            assertThat(request.reason()).isEqualTo("billing reads");
                            assertThat(request.basedOn()).isEqualTo(Map.of(MYSQL, "7"));
                        });
    }

    @Test
    void withoutAReasonNothingIsApplied() {
        open();
        type(MINE);
        click("Apply");

        assertThat(policies.applied).isEmpty();
        assertThat(reason().isInvalid()).isTrue();
    }

    @Test
    void whatIsBeingWrittenSurvivesALeavingOfThePage() {
        open();
        type(MINE);
        because("half a rea");
        navigate(NewPolicyView.class);
        open();

        assertThat(editor().value()).isEqualTo(MINE);
        assertThat(reason().getValue()).isEqualTo("half a rea");
    }

    @Test
    void discardingGoesBackToWhatTheClusterHas() {
        open();
        type(MINE);
        click("Discard changes");
        open();

        assertThat(editor().value()).isEqualTo(BEGUN);
    }

    @Test
    void aConflictShowsAllThreeTextsAndLosesNothing() {
        var theirs = text("reports");
        policies.answer =
                Optional.of(new ApplyResult.Conflict(MYSQL, Optional.of(theirs), "9", List.of()));
        open();
        type(MINE);
        because("billing reads");
        click("Apply");

        var compare = find(ThreeWay.class).single().getElement();
        assertThat(compare.getProperty("base")).isEqualTo(BEGUN);
        assertThat(compare.getProperty("theirs")).isEqualTo(theirs);
        assertThat(compare.getProperty("mine")).isEqualTo(MINE);
        assertThat(editor().value()).isEqualTo(MINE);
        assertThat(texts()).anyMatch(text -> text.contains("nothing of yours is lost"));
    }

    @Test
    void aConflictStaysShownWhileSomebodyGoesOnWriting() {
        policies.answer =
                Optional.of(
                        new ApplyResult.Conflict(
                                MYSQL, Optional.of(text("reports")), "9", List.of()));
        open();
        type(MINE);
        because("billing reads");
        click("Apply");

        type(text("invoices"));

        var compare = find(ThreeWay.class).single().getElement();
        assertThat(compare.getProperty("theirs")).isEqualTo(text("reports"));
        assertThat(compare.getProperty("mine")).isEqualTo(text("invoices"));
    }

    @Test
    void afterAConflictTheChosenTextGoesOnTopOfTheirs() {
        policies.answer =
                Optional.of(
                        new ApplyResult.Conflict(
                                MYSQL, Optional.of(text("reports")), "9", List.of()));
        open();
        type(MINE);
        because("billing reads");
        click("Apply");
        var compare = find(ThreeWay.class).single();
        ComponentUtil.fireEvent(compare, new ThreeWay.Taken(compare, true, text("both"), MINE));
        policies.answer = Optional.empty();
        click("Apply");

        assertThat(policies.applied.getLast().yaml()).isEqualTo(text("both"));
        assertThat(policies.applied.getLast().basedOn()).isEqualTo(Map.of(MYSQL, "9"));
    }

    @Test
    void whatWasTypedWhileTheClusterWentOnStaysAndIsComparedWithIt() {
        open();
        int typedOn = editor().revision();
        policies.on(MYSQL, "8", text("reports"), Owner.NOBODY);
        // As far as the console knows nobody is writing, so it takes the new text.
        click("Discard changes");
        assertThat(editor().value()).isEqualTo(text("reports"));

        typeOn(typedOn, MINE);

        assertThat(editor().value()).isEqualTo(MINE);
        var compare = find(ThreeWay.class).single().getElement();
        assertThat(compare.getProperty("base")).isEqualTo(BEGUN);
        assertThat(compare.getProperty("theirs")).isEqualTo(text("reports"));
        assertThat(compare.getProperty("mine")).isEqualTo(MINE);

        because("billing reads");
        click("Apply");
        assertThat(policies.applied.getLast().basedOn())
                .as("theirs is not overwritten unseen")
                .isEqualTo(Map.of(MYSQL, "7"));
    }

    @Test
    void whatIsTypedOnAfterThatStaysToo() {
        open();
        int typedOn = editor().revision();
        policies.on(MYSQL, "8", text("reports"), Owner.NOBODY);
        click("Discard changes");

        typeOn(typedOn, MINE);
        typeOn(typedOn, text("invoices"));
        type(text("invoices-2"));

        assertThat(editor().value()).isEqualTo(text("invoices-2"));
        var compare = find(ThreeWay.class).single().getElement();
        assertThat(compare.getProperty("theirs")).isEqualTo(text("reports"));
        assertThat(compare.getProperty("mine")).isEqualTo(text("invoices-2"));
    }

    @Test
    void theSameTextReachesTheEditorAgainAfterADiscard() {
        open();
        var before = editor().getElement().getPropertyRaw("written").toString();
        type(MINE);
        click("Discard changes");

        var after = editor().getElement().getPropertyRaw("written").toString();
        assertThat(after).contains("user-service").isNotEqualTo(before);
    }

    @Test
    void aTextPutTogetherBeforeTheLastWordsArrivedDoesNotUndoThem() {
        policies.answer =
                Optional.of(
                        new ApplyResult.Conflict(
                                MYSQL, Optional.of(text("reports")), "9", List.of()));
        open();
        type(MINE);
        because("billing reads");
        click("Apply");
        var compare = find(ThreeWay.class).single();
        type(text("invoices"));
        assertThat(find(ThreeWay.class).single()).isSameAs(compare);

        ComponentUtil.fireEvent(compare, new ThreeWay.Taken(compare, true, text("both"), MINE));

        assertThat(editor().value()).isEqualTo(text("invoices"));
        assertThat(compare.isAttached()).isTrue();
    }

    @Test
    void whatTheClusterRefusesIsSaidAndTheTextStays() {
        policies.answer =
                Optional.of(
                        new ApplyResult.Refused(
                                dev.portcullis.console.policies.ToggleResult.Why.UNRECORDED,
                                "The audit log cannot be written.",
                                List.of()));
        open();
        type(MINE);
        because("why");
        click("Apply");

        assertThat(texts()).anyMatch(text -> text.contains("The audit log cannot be written."));
        assertThat(editor().value()).isEqualTo(MINE);
    }

    @Test
    void aTryInTheClusterAppliesNothing() {
        open();
        click("Try in the cluster, change nothing");

        assertThat(policies.applied).isEmpty();
        assertThat(texts()).anyMatch(text -> text.contains("The cluster would take it"));
    }

    @Test
    void aPolicyKeptInGitSaysSoBeforeItIsEdited() {
        policies.on(MYSQL, "7", BEGUN, Owner.FLUX);
        open();

        assertThat(texts()).anyMatch(text -> text.contains("Flux will put it back"));
    }

    @Test
    void whoMayOnlyLookCannotApply() {
        user.roles = Set.of(Role.VIEWER);
        open();

        assertThat(button("Apply").isEnabled()).isFalse();
        assertThat(editor().getElement().getProperty("readonly", false)).isTrue();
        assertThat(texts()).anyMatch(text -> text.contains("not change policies"));
    }

    @Test
    void aPolicyThatIsOffIsTurnedOnFirst() {
        policies.off(MYSQL, BEGUN);
        open();

        assertThat(button("Apply").isEnabled()).isFalse();
        assertThat(texts()).anyMatch(text -> text.contains("Turn it on before you change it"));
    }

    @Test
    void whatIsNoPolicyIsNotPreviewed() {
        open();
        type("kind: Pod");

        Awaitility.await()
                .pollInSameThread()
                .untilAsserted(
                        () -> {
                            MockVaadin.clientRoundtrip();
                            assertThat(texts())
                                    .anyMatch(text -> text.contains("This is not a policy yet"));
                        });
    }

    @Test
    void hostileTextStaysText() {
        var hostile = BEGUN + "# <img src=x onerror=alert(1)> \u202e";
        policies.on(MYSQL, "7", hostile, Owner.NOBODY);
        open();

        assertThat(editor().getElement().getPropertyRaw("written").toString())
                .contains("<img src=x onerror=alert(1)> \u202e");
        assertThat(all(((Component) getCurrentView()).getElement()))
                .noneMatch(element -> element.getTag().equals("img"));
    }

    @Test
    void aRuleForADeniedConnectionIsWhereANewPolicyBegins() {
        questions.why =
                Optional.of(
                        new Why(
                                new Why.Asked("a/b", "c/d", "a/b", "c/d", 1, "TCP", ""),
                                Optional.empty(),
                                new Why.Answer("denied", "", "", List.of(), List.of()),
                                "open",
                                List.of(),
                                List.of(),
                                MINE));
        UI.getCurrent()
                .navigate(
                        NewPolicyView.class,
                        QueryParameters.simple(Map.of("source", "a/b", "destination", "c/d")));

        assertThat(editor().value()).isEqualTo(MINE);
    }

    @Test
    void aNewPolicyMustNotExistAndOneThatIsExtendedKeepsItsVersion() {
        UI.getCurrent().navigate(NewPolicyView.class);
        because("new");
        click("Apply");
        assertThat(policies.applied.getLast().basedOn()).isEmpty();

        questions.suggested =
                ((dev.portcullis.policy.read.ParseResult.Parsed)
                                dev.portcullis.policy.read.PolicyParser.parseYaml(MINE))
                        .policies();
        UI.getCurrent().navigate(NewPolicyView.class, QueryParameters.of("suggest", "users/mysql"));
        because("suggested");
        click("Apply");
        assertThat(policies.applied.getLast().basedOn()).isEqualTo(Map.of(MYSQL, "7"));
    }

    private void open() {
        UI.getCurrent()
                .navigate(
                        PolicyView.class,
                        new RouteParameters(
                                Map.of(
                                        "kind",
                                        "CiliumNetworkPolicy",
                                        "namespace",
                                        "users",
                                        "name",
                                        "mysql-ingress")));
    }

    private void type(String text) {
        typeOn(editor().revision(), text);
    }

    private void typeOn(int revision, String text) {
        ComponentUtil.fireEvent(editor(), new PolicyEditor.Changed(editor(), true, text, revision));
    }

    private void because(String why) {
        test(reason()).setValue(why);
    }

    private TextField reason() {
        return find(TextField.class).single();
    }

    private PolicyEditor editor() {
        return find(PolicyEditor.class).single();
    }

    private Button button(String text) {
        return find(Button.class).withText(text).single();
    }

    private void click(String text) {
        test(button(text)).click();
    }

    private List<String> texts() {
        return all(((Component) getCurrentView()).getElement()).stream()
                .map(Element::getText)
                .toList();
    }

    private static List<Element> all(Element root) {
        var elements = new java.util.ArrayList<Element>();
        elements.add(root);
        root.getChildren()
                .filter(child -> !child.isTextNode())
                .forEach(child -> elements.addAll(all(child)));
        return elements;
    }

    private static String text(String app) {
        return """
        apiVersion: cilium.io/v2
        kind: CiliumNetworkPolicy
        metadata:
          name: mysql-ingress
          namespace: users
        spec:
          endpointSelector:
            matchLabels:
              app: mysql
          ingress:
            - fromEndpoints:
                - matchLabels:
                    app: %s
        """
                .formatted(app);
    }

    private static final class SilentAuthoring implements PolicyAuthoring {
        @Override
        public List<TextProblem> problems(String yaml) {
            return List.of();
        }

        @Override
        public List<Completion> complete(String yaml, int line, int column) {
            return List.of();
        }
    }

    static final class FakeUser implements CurrentUser {
        private Set<Role> roles = Set.of();

        @Override
        public Optional<User> find() {
            return Optional.of(new User("ana", "192.0.2.1", roles));
        }

        @Override
        public User require() {
            return find().orElseThrow();
        }
    }
}
