package dev.portcullis.console.audit.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.DataProvider;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.audit.AuditEntry;
import dev.portcullis.console.audit.AuditLog;
import dev.portcullis.console.audit.AuditQuery;
import dev.portcullis.console.audit.Verification;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Chip;
import dev.portcullis.console.base.Page;
import dev.portcullis.console.base.PageHeader;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.SearchField;
import dev.portcullis.console.base.Tone;
import jakarta.annotation.security.PermitAll;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** The audit log, newest first, with a button that checks the chain. */
@Route("audit")
@PageTitle("Audit · Portcullis")
@Menu(title = "Audit", order = 100, icon = "audit")
@PermitAll
class AuditView extends Composite<Page> implements AfterNavigationObserver {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final AuditLog log;
    private final Grid<AuditEntry> grid = new Grid<>();
    private final SearchField search =
            new SearchField(
                    "Find in actor, action, object, reason",
                    "Find in the audit log",
                    words -> getUI().ifPresent(ui -> ui.navigate(AuditView.class, queryOf(words))));
    private final Chip chain = new Chip();
    private AuditQuery query = AuditQuery.ALL;

    AuditView(AuditLog log) {
        this.log = log;
        search.setWidth("300px");
        columns();
        grid.setDataProvider(
                DataProvider.fromCallbacks(
                        page -> log.newest(query, page.getOffset(), page.getLimit()).stream(),
                        _ -> log.count(query)));
        grid.setEmptyStateText("Nothing was done yet that changes anything.");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setSizeFull();
        getContent()
                .full()
                .add(
                        new PageHeader("Audit", chain)
                                .withActions(search, new Button("Check the chain", _ -> check())),
                        table());
    }

    private Card table() {
        var card = new Card(grid).flush();
        card.addClassName("pc-fill");
        return card;
    }

    private void columns() {
        grid.addColumn(entry -> TIME.format(entry.at()))
                .setHeader("Time")
                .setWidth("180px")
                .setFlexGrow(0);
        grid.addColumn(AuditEntry::actor).setHeader("Who").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(AuditEntry::origin).setHeader("From").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(AuditEntry::action).setHeader("Action").setAutoWidth(true).setFlexGrow(0);
        grid.addColumn(AuditEntry::object)
                .setHeader("Object")
                .setTooltipGenerator(AuditEntry::object)
                .setFlexGrow(2);
        grid.addColumn(AuditEntry::reason)
                .setHeader("Reason")
                .setTooltipGenerator(AuditEntry::reason)
                .setFlexGrow(2);
        grid.addComponentColumn(AuditView::outcome)
                .setHeader("Outcome")
                .setWidth("120px")
                .setFlexGrow(0);
        grid.addColumn(AuditEntry::detail)
                .setHeader("Detail")
                .setTooltipGenerator(AuditEntry::detail)
                .setFlexGrow(3);
        PhoneColumn.in(
                grid,
                "Change",
                entry ->
                        new PhoneRow(new Span(entry.action()), outcome(entry))
                                .words(entry.object())
                                .words(entry.reason())
                                .words(entry.detail())
                                .words(
                                        "%s · %s from %s"
                                                .formatted(
                                                        TIME.format(entry.at()),
                                                        entry.actor(),
                                                        entry.origin())));
    }

    private static Component outcome(AuditEntry entry) {
        return switch (entry.outcome()) {
            case STARTED -> new Badge(Tone.NEUTRAL, "play", "Started");
            case DONE -> new Badge(Tone.NEUTRAL, "check", "Done");
            case REFUSED -> new Badge(Tone.UNDECIDED, "lock", "Refused");
            case FAILED -> new Badge(Tone.UNDECIDED, "warning", "Failed");
        };
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        var text = event.getLocation().getQueryParameters().getSingleParameter("text").orElse("");
        query = new AuditQuery(text);
        if (!search.getValue().equals(text)) {
            search.setValue(text);
        }
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        var following = log.onEntry(() -> ui.access(this::refresh));
        addDetachListener(
                detached -> {
                    following.close();
                    detached.unregisterListener();
                });
    }

    private void refresh() {
        grid.getDataProvider().refreshAll();
        say(Chip.fact("", Integer.toString(log.count(AuditQuery.ALL)), "lines"));
    }

    private void check() {
        switch (log.verify()) {
            case Verification.Intact intact ->
                    say(Chip.fact("Chain intact:", Long.toString(intact.entries()), "lines"));
            case Verification.Broken broken ->
                    say(
                            Chip.fact(
                                    "Chain broken at line",
                                    Long.toString(broken.seq()),
                                    broken.what()));
        }
    }

    private void say(Span fact) {
        chain.getElement().removeAllChildren();
        chain.getElement().appendChild(fact.getElement());
    }

    private static QueryParameters queryOf(String text) {
        return text.isBlank() ? QueryParameters.empty() : QueryParameters.of("text", text);
    }
}
