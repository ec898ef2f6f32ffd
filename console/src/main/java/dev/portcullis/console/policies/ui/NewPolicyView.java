package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.questions.PolicyQuestions;
import dev.portcullis.console.questions.SuggestQuestion;
import dev.portcullis.console.questions.Why;
import dev.portcullis.console.questions.WhyQuestion;
import dev.portcullis.policy.PolicyId;
import jakarta.annotation.security.PermitAll;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where new policies are written. The address may say with what to begin: a rule that admits a
 * connection, or what is suggested for a workload.
 */
@Route("policies/new")
@PageTitle("New policy · Portcullis")
@PermitAll
@CssImport("./policies/policies.css")
class NewPolicyView extends Composite<Page> implements AfterNavigationObserver {
    private static final String START =
            """
            apiVersion: cilium.io/v2
            kind: CiliumNetworkPolicy
            metadata:
              name: example
              namespace: users
            spec:
              endpointSelector:
                matchLabels:
                  app: example
              ingress:
                - fromEndpoints:
                    - matchLabels:
                        app: client
                  toPorts:
                    - ports:
                        - port: "8080"
                          protocol: TCP
            """;

    private final Policies policies;
    private final PolicyQuestions questions;
    private final PolicyWorkbench workbench;
    private final boolean mayOperate;
    private String page = "new";
    private QueryParameters asked = QueryParameters.empty();

    NewPolicyView(
            Policies policies,
            PolicyAuthoring authoring,
            PolicyQuestions questions,
            CurrentUser users) {
        this.policies = policies;
        this.questions = questions;
        mayOperate = users.require().mayOperate();
        workbench =
                new PolicyWorkbench(
                        policies,
                        authoring,
                        users.require(),
                        draft -> PolicyDrafts.ofSession().keep(page, draft),
                        this::startOver,
                        this::applied);
        var crumbs = new Div(new RouterLink("Policies", PoliciesView.class), new Span(" / new"));
        crumbs.addClassName("pc-hint");
        getContent().add(new Div(crumbs, new PageHeader("New policy")), workbench);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        asked = event.getLocation().getQueryParameters();
        page = "new?" + asked.getQueryString();
        workbench.open(PolicyDrafts.ofSession().find(page).orElseGet(this::fresh));
        if (!mayOperate) {
            workbench.refuse(OperatorOnly.why("write policies"));
        }
    }

    private PolicyDraft fresh() {
        var text = admitting().or(this::suggested).filter(yaml -> !yaml.isEmpty()).orElse(START);
        return new PolicyDraft(text, policies.standing(text), "");
    }

    private Optional<String> admitting() {
        var source = asked.getSingleParameter("source");
        var destination = asked.getSingleParameter("destination");
        return source.isPresent() && destination.isPresent()
                ? questions
                        .why(
                                new WhyQuestion.OfEdge(
                                        source.get(),
                                        destination.get(),
                                        asked.getSingleParameter("port")
                                                .flatMap(NewPolicyView::number),
                                        Optional.empty()))
                        .map(Why::admitting)
                : Optional.empty();
    }

    private Optional<String> suggested() {
        return asked.getSingleParameter("suggest")
                .map(
                        where -> {
                            var slash = where.indexOf('/');
                            return questions
                                    .suggest(
                                            new SuggestQuestion(
                                                    slash < 0 ? where : where.substring(0, slash),
                                                    slash < 0
                                                            ? Optional.empty()
                                                            : Optional.of(
                                                                    where.substring(slash + 1)),
                                                    asked.getSingleParameter("back")
                                                            .flatMap(NewPolicyView::duration)))
                                    .yaml();
                        });
    }

    private static Optional<Integer> number(String typed) {
        return typed.matches("[0-9]{1,5}") ? Optional.of(Integer.valueOf(typed)) : Optional.empty();
    }

    private static Optional<Duration> duration(String typed) {
        try {
            return Optional.of(Duration.parse(typed)).filter(Duration::isPositive);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void startOver() {
        PolicyDrafts.ofSession().remove(page);
        workbench.open(fresh());
    }

    private void applied(List<PolicyId> ids) {
        PolicyDrafts.ofSession().remove(page);
        getUI().ifPresent(
                        ui -> {
                            if (ids.size() == 1) {
                                PoliciesNavigation.toPolicy(ui, ids.getFirst());
                            } else {
                                ui.navigate(PoliciesView.class);
                            }
                        });
    }
}
