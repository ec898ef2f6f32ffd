package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.base.GateSwitch;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.policies.GateState;
import dev.portcullis.console.policies.Policies;
import dev.portcullis.console.policies.Policies.Standing;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.policy.PolicyId;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One policy: its text to change, what a change would do, and everything known about it. */
@Route("policies/:kind/:namespace/:name")
@PageTitle("Policy · Portcullis")
@PermitAll
@CssImport("./policies/policies.css")
class PolicyView extends Composite<Page> implements BeforeEnterObserver {
    private final Policies policies;
    private final PolicyChanges changes;
    private final Clock clock;
    private final boolean mayOperate;
    private final Div heading = new Div();
    private final Div trouble = new Div();
    private final PolicyPanel panel;
    private final PolicyWorkbench workbench;
    private final GateMoves moves;
    private PolicyPanel.Part part = PolicyPanel.Part.RULES;
    private @Nullable PolicyEntry shown;
    private String warnedOf = "";

    PolicyView(
            Policies policies,
            PolicyAuthoring authoring,
            PolicyChanges changes,
            AuditLog audit,
            CurrentUser users,
            Clock clock) {
        this.policies = policies;
        this.changes = changes;
        this.clock = clock;
        mayOperate = users.require().mayOperate();
        moves = new GateMoves(policies, users, clock, this, this::refresh);
        panel =
                new PolicyPanel(
                        policies,
                        authoring,
                        audit,
                        mayOperate,
                        chosen -> {
                            part = chosen;
                            refresh();
                        },
                        moves::ask);
        workbench =
                new PolicyWorkbench(
                        policies,
                        authoring,
                        users.require(),
                        this::keep,
                        this::startOver,
                        _ -> applied());
        var columns = new Div(workbench, panel);
        columns.addClassName("pc-policy-page");
        getContent().add(heading, trouble, columns);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var id = PoliciesNavigation.read(event.getRouteParameters());
        var entry = id.flatMap(policies::find);
        if (entry.isEmpty()) {
            event.rerouteToError(
                    NotFoundException.class,
                    "There is no policy " + id.map(PolicyId::display).orElse("of this kind"));
            return;
        }
        show(entry.get());
        workbench.open(
                PolicyDrafts.ofSession()
                        .find(PoliciesNavigation.path(entry.get().id()))
                        .orElseGet(() -> fresh(entry.get())));
        permit(entry.get());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = changes.follow(list -> ui.access(() -> follow(list)));
        addDetachListener(
                detached -> {
                    following.remove();
                    detached.unregisterListener();
                });
    }

    private void follow(List<PolicyEntry> list) {
        var current = shown;
        if (current == null) {
            return;
        }
        list.stream()
                .filter(entry -> entry.id().equals(current.id()))
                .findFirst()
                .ifPresent(this::followed);
    }

    /** What is being written is never replaced; it is said that the cluster has gone on. */
    private void followed(PolicyEntry entry) {
        show(entry);
        permit(entry);
        var base = workbench.draft().bases().get(entry.id());
        if (base == null
                || entry.resourceVersion().isEmpty()
                || base.version().equals(entry.resourceVersion())
                || warnedOf.equals(entry.resourceVersion())) {
            return;
        }
        if (base.yaml().equals(entry.yaml())) {
            // Only the version went on, such as with the operator's status.
            workbench.rebase(entry.id(), standing(entry));
        } else if (workbench.isWriting()) {
            warnedOf = entry.resourceVersion();
            workbench.changedElsewhere(entry.id(), Optional.of(standing(entry)));
        } else {
            workbench.open(fresh(entry));
        }
    }

    private void show(PolicyEntry entry) {
        shown = entry;
        var gate = new GateSwitch(PolicyState.gate(entry), entry.id().display());
        gate.addToggleListener(toggle -> moves.ask(entry, toggle.wantsOn()));
        if (!mayOperate) {
            gate.refuse(OperatorOnly.why("move gates"));
        }
        var crumbs =
                new Div(
                        new RouterLink("Policies", PoliciesView.class),
                        new Span(" / " + entry.id().display()));
        crumbs.addClassName("pc-hint");
        heading.removeAll();
        heading.add(crumbs, new PageHeader(entry.id().name(), gate));
        trouble.removeAll();
        if (!entry.owner().warning().isEmpty()) {
            trouble.add(
                    Notice.error(
                            "%s keeps this policy in Git".formatted(entry.owner().word()),
                            entry.owner().warning()));
        }
        policies.problem().ifPresent(why -> trouble.add(Notice.error(why.sentence(), "")));
        trouble.setVisible(trouble.getComponentCount() > 0);
        panel.show(entry, part, clock.instant());
    }

    private void permit(PolicyEntry entry) {
        if (!mayOperate) {
            workbench.refuse(OperatorOnly.why("change policies"));
        } else if (entry.state() == GateState.OFF || entry.state() == GateState.PARKING) {
            workbench.refuse("It is off. Turn it on before you change it");
        } else {
            workbench.permit();
        }
    }

    private static PolicyDraft fresh(PolicyEntry entry) {
        return new PolicyDraft(
                entry.yaml(),
                entry.resourceVersion().isEmpty() ? Map.of() : Map.of(entry.id(), standing(entry)),
                "");
    }

    private static Standing standing(PolicyEntry entry) {
        return new Standing(entry.resourceVersion(), entry.yaml());
    }

    private void keep(PolicyDraft draft) {
        var entry = shown;
        if (entry != null) {
            PolicyDrafts.ofSession().keep(PoliciesNavigation.path(entry.id()), draft);
        }
    }

    private void startOver() {
        forget();
        refresh();
        var entry = shown;
        if (entry != null) {
            workbench.open(fresh(entry));
        }
    }

    private void applied() {
        startOver();
    }

    private void forget() {
        var entry = shown;
        if (entry != null) {
            PolicyDrafts.ofSession().remove(PoliciesNavigation.path(entry.id()));
        }
    }

    private void refresh() {
        var entry = shown;
        if (entry != null) {
            policies.find(entry.id()).ifPresent(this::show);
        }
    }
}
