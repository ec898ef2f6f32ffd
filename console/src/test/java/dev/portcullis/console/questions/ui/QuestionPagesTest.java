package dev.portcullis.console.questions.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.browserless.ViewPackages;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.QueryParameters;
import dev.portcullis.console.flows.Workload;
import dev.portcullis.console.flows.Workloads;
import dev.portcullis.console.questions.ObservedWindow;
import dev.portcullis.console.questions.QuestionsWithoutFlows;
import dev.portcullis.console.questions.ReachMatrix;
import dev.portcullis.console.questions.Why.PolicyLink;
import dev.portcullis.policy.Peer;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

@ContextConfiguration(classes = QuestionPagesTest.Setting.class)
@ViewPackages(classes = ReachView.class)
class QuestionPagesTest extends SpringBrowserlessTest {

    // Not a @Configuration: the scan of a test that starts the whole console would find it
    static class Setting {
        @Bean
        QuestionsWithoutFlows questions() {
            return new QuestionsWithoutFlows();
        }

        @Bean
        Workloads workloads() {
            return new TwoWorkloads();
        }
    }

    @Autowired QuestionsWithoutFlows questions;

    @BeforeEach
    void reset() {
        questions.matrix = Optional.empty();
        questions.suggested = List.of();
    }

    @Test
    void theMatrixMarksWhatIsAllowedAndWasNeverUsed() {
        questions.matrix = Optional.of(matrix("drills/<b>intruder</b>"));

        navigate(ReachView.class);

        assertThat(texts())
                .contains("allowed but never used", "3306/TCP", "50 %", "users/mysql-ingress")
                .anyMatch(text -> text.contains("no flows are kept"));
        assertThat(texts()).contains("drills/<b>intruder</b>");
        assertThat(elements())
                .noneMatch(
                        element ->
                                element.getTag().equals("b")
                                        && element.getText().equals("intruder"));
    }

    @Test
    void aWorkloadWithoutPodsHasNoMatrixAndThePageSaysWhy() {
        UI.getCurrent().navigate(ReachView.class, QueryParameters.of("workload", "users/nobody"));

        assertThat(texts()).contains("users/nobody has no pod");
    }

    @Test
    void aSuggestionIsShownWithWhatItAdmitsAndLeadsToTheEditor() {
        questions.suggested = policies();

        UI.getCurrent()
                .navigate(
                        SuggestView.class,
                        QueryParameters.simple(Map.of("about", "users/mysql", "back", "PT15M")));

        assertThat(find(Pre.class).single().getText()).contains("name: mysql-ingress");
        assertThat(texts()).contains("Every pod of users is meant, not only those observed.");
        assertThat(find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("policies/new?back=PT15M&suggest=users%2Fmysql");
    }

    @Test
    void whereNothingIsMissingNothingIsSuggested() {
        UI.getCurrent().navigate(SuggestView.class, QueryParameters.of("about", "users/mysql"));

        assertThat(texts()).contains("Nothing is missing for users/mysql");
    }

    private static ReachMatrix matrix(String peer) {
        return new ReachMatrix(
                "users/mysql",
                true,
                List.of("3306/TCP"),
                List.of(
                        new ReachMatrix.Row(
                                peer,
                                List.of(
                                        new ReachMatrix.Cell(
                                                "3306/TCP",
                                                "allowed",
                                                "never-used",
                                                0,
                                                0,
                                                "It may enter the server.",
                                                List.of(
                                                        new PolicyLink(
                                                                "users/mysql-ingress",
                                                                "policies/x")))))),
                new ReachMatrix.Standing(true, 2, 1, 0, 1, 0, 50),
                new ObservedWindow(Optional.empty(), Optional.empty(), 0, 0, 0));
    }

    private static List<dev.portcullis.policy.Policy> policies() {
        return switch (PolicyParser.parseYaml(
                """
                apiVersion: cilium.io/v2
                kind: CiliumNetworkPolicy
                metadata: {name: mysql-ingress, namespace: users}
                spec: {endpointSelector: {}, ingress: [{}]}
                """)) {
            case ParseResult.Parsed parsed -> parsed.policies();
            case ParseResult.Rejected rejected ->
                    throw new AssertionError(rejected.problems().toString());
        };
    }

    private List<String> texts() {
        return elements().stream().map(Element::getText).toList();
    }

    private List<Element> elements() {
        var elements = new ArrayList<Element>();
        collect(((Component) getCurrentView()).getElement(), elements);
        return elements;
    }

    private static void collect(Element element, List<Element> into) {
        into.add(element);
        element.getChildren().filter(child -> !child.isTextNode()).forEach(c -> collect(c, into));
    }

    private static final class TwoWorkloads implements Workloads {
        @Override
        public Collection<Workload> all() {
            return List.of(workload("mysql", true), workload("user-service", false));
        }

        private static Workload workload(String name, boolean guarded) {
            return new Workload(
                    "users",
                    name,
                    "Deployment",
                    1,
                    guarded,
                    List.of(Peer.Pod.of("users", name + "-0", List.of("k8s:app=" + name))),
                    Set.of(3306));
        }

        @Override
        public Optional<Workload> find(String namespace, String name) {
            return all().stream().filter(one -> one.name().equals(name)).findFirst();
        }

        @Override
        public Optional<String> ownerOf(String namespace, String pod) {
            return Optional.empty();
        }

        @Override
        public long version() {
            return 1;
        }

        @Override
        public Optional<String> problem() {
            return Optional.empty();
        }
    }
}
