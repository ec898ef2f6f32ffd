package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.NamespaceSelect;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PolicyTabs;
import dev.portcullis.console.base.SearchField;
import dev.portcullis.console.base.Skeleton;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.policy.PolicyId;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The policies with their gates, and beside them everything about the chosen one. */
@Route("policies")
@PageTitle("Policies · Portcullis")
@Menu(title = "Policies", order = 30, icon = "policies")
@PermitAll
@CssImport("./policies/policies.css")
class PoliciesView extends Composite<Page> implements AfterNavigationObserver {

    private final Policies policies;
    private final PolicyChanges changes;
    private final GateMoves moves;
    private final Clock clock;
    private final boolean mayOperate;
    private final Chip counts = new Chip();
    private final SearchField filter =
            new SearchField(
                    "Filter by name or label",
                    "Filter policies by name or label",
                    words -> go(location().filtered(words)));
    private final NamespaceSelect namespace = new NamespaceSelect(name -> go(location().in(name)));
    private final Div rows = new Div();
    private final Div trouble = new Div();
    private final Skeleton reading = new Skeleton(6);
    private final Div foot = new Div();
    private final PolicyPanel panel;
    private final Map<PolicyId, PolicyRow> shown = new LinkedHashMap<>();
    private List<PolicyEntry> entries = List.of();
    private PolicyLocation location = PolicyLocation.START;

    PoliciesView(
            Policies policies,
            PolicyAuthoring authoring,
            PolicyChanges changes,
            AuditLog audit,
            CurrentUser users,
            Clock clock) {
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
        moves = new GateMoves(policies, users, clock, this, () -> show(policies.list()));
        mayOperate = users.require().mayOperate();
        panel =
                new PolicyPanel(
                        policies,
                        authoring,
                        audit,
                        mayOperate,
                        part -> go(location.showing(part)),
                        moves::ask);
        rows.addClassName("pc-policy-rows");
        foot.addClassName("pc-policy-foot");
        var list = new Card(head(), rows, foot).flush();
        var both = new Div(list, panel);
        both.addClassName("pc-policies");
        var create =
                new Button(
                        "New policy",
                        new Glyph("plus"),
                        _ -> getUI().ifPresent(ui -> ui.navigate(NewPolicyView.class)));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        OperatorOnly.mark(create, mayOperate, "write policies");
        getContent()
                .full()
                .add(
                        PolicyTabs.at(PolicyTabs.Place.LIST),
                        new PageHeader("Policies", counts).withActions(filter, namespace, create),
                        trouble,
                        both);
    }

    private static Div head() {
        var head =
                new Div(
                        new Span("Gate"),
                        new Span("Policy and scope"),
                        new Span("Selects"),
                        new Span("Hits, last hour"),
                        new Span("State"));
        head.addClassNames("pc-policy-row", "pc-head");
        return head;
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        location = PolicyLocation.read(event.getLocation().getQueryParameters());
        filter.setValue(location.filter());
        show(policies.list());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = changes.follow(list -> ui.access(() -> show(list)));
        addDetachListener(
                detached -> {
                    following.remove();
                    detached.unregisterListener();
                });
    }

    private void show(List<PolicyEntry> list) {
        entries = list;
        var now = clock.instant();
        showTrouble();
        showCounts();
        showNamespaces();
        var visible = list.stream().filter(location::matches).toList();
        var selected = location.chosen(visible);
        if (isReading()) {
            if (!reading.isAttached()) {
                shown.clear();
                rows.removeAll();
                rows.add(reading);
            }
        } else if (visible.isEmpty() || !sameOrder(visible)) {
            rows.removeAll();
            var known = new HashMap<>(shown);
            shown.clear();
            for (var entry : visible) {
                var row =
                        known.getOrDefault(
                                entry.id(),
                                new PolicyRow(
                                        entry,
                                        mayOperate,
                                        moves::ask,
                                        chosen -> go(location.choosing(chosen.id()))));
                shown.put(entry.id(), row);
                rows.add(row);
            }
            if (visible.isEmpty()) {
                rows.add(nothing());
            }
        }
        for (var entry : visible) {
            var row = shown.get(entry.id());
            if (row != null) {
                row.show(entry, selected.filter(s -> s.id().equals(entry.id())).isPresent(), now);
            }
        }
        selected.ifPresentOrElse(
                entry -> panel.show(entry, location.part(), now), panel::showNothing);
    }

    private boolean isReading() {
        return entries.isEmpty() && policies.problem().filter(ReadProblem::isReading).isPresent();
    }

    private boolean sameOrder(List<PolicyEntry> visible) {
        return List.copyOf(shown.keySet()).equals(visible.stream().map(PolicyEntry::id).toList());
    }

    private Notice nothing() {
        if (!entries.isEmpty()) {
            return Notice.empty("No policy fits the filter", "Clear it to see all of them.");
        }
        return policies.problem().isPresent()
                ? Notice.error(
                        "The policies are not known", "They appear as soon as the cluster answers.")
                : Notice.empty(
                        "There is no policy in the cluster",
                        "Everything may reach everything. Write the first one.");
    }

    private void showTrouble() {
        trouble.removeAll();
        var problem = policies.problem().filter(why -> !why.isReading());
        trouble.setVisible(problem.isPresent());
        problem.ifPresent(
                why ->
                        trouble.add(
                                Notice.error(
                                        why.sentence(),
                                        "What is shown is what was last heard. It goes on by itself"
                                                + " when the cluster answers.")));
    }

    private void showCounts() {
        long on = count(GateState.ON);
        long proven =
                entries.stream()
                        .filter(e -> e.state() == GateState.ON)
                        .filter(e -> e.enforcement().lastProof().isPresent())
                        .count();
        long off = count(GateState.OFF);
        long invalid = count(GateState.INVALID);
        // What is not known is not nought.
        boolean isKnown = !entries.isEmpty() || policies.problem().isEmpty();
        counts.setVisible(isKnown);
        foot.setVisible(isKnown);
        counts.getElement().removeAllChildren();
        for (var fact :
                List.of(
                        Chip.fact("", on + " on", ""),
                        Chip.fact("", "", off + " off"),
                        Chip.fact("", "", invalid + " invalid"))) {
            counts.getElement().appendChild(fact.getElement());
        }
        foot.removeAll();
        foot.add(
                new Span(entries.size() == 1 ? "1 policy" : entries.size() + " policies"),
                new Span(proven + " proven by flows"),
                new Span("Owners that keep policies in Git put back what is changed here."));
    }

    private long count(GateState state) {
        return entries.stream().filter(entry -> entry.state() == state).count();
    }

    private void showNamespaces() {
        namespace.offer(
                entries.stream().map(entry -> entry.id().namespace()), location.namespace());
    }

    // Asked for by listeners that are made before it is.
    private PolicyLocation location() {
        return location;
    }

    private void go(PolicyLocation next) {
        getUI().ifPresent(ui -> ui.navigate(PoliciesView.class, next.write()));
    }
}
