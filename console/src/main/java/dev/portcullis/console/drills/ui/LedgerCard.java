package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.PhoneColumn;
import dev.portcullis.console.base.PhoneRow;
import dev.portcullis.console.base.Segments;
import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.LedgerHash;
import java.util.Objects;
import java.util.function.Consumer;

/** The ledger: each attempt, what its client saw, and what the network reported. */
class LedgerCard extends Composite<Div> {
    private static final String ALL = "All";
    private static final String DENIED = "Denied";
    private static final String THROUGH = "Got through";

    private final Grid<Attempt> grid = new Grid<>();
    private final Segments segments;
    private final Span foot = new Span();
    private LedgerFilter filter = LedgerFilter.ALL;
    private DrillPlan plan = DrillPlan.MYSQL_LOGIN;

    LedgerCard(Consumer<LedgerFilter> onFilter) {
        segments =
                new Segments(
                        "Lines of the ledger",
                        word -> onFilter.accept(filterOf(word)),
                        ALL,
                        DENIED,
                        THROUGH);
        columns();
        grid.setAllRowsVisible(true);
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_COMPACT);
        grid.setEmptyStateText("No attempt here yet.");
        var title = new Div(new H2("Evidence ledger"), hint(), segments);
        title.addClassName("pc-drill-ledger-head");
        foot.addClassNames("pc-hint", "pc-drill-ledger-foot");
        getContent().addClassNames("pc-card", "pc-flush");
        getContent().add(title, grid, foot);
    }

    private static Span hint() {
        var hint =
                new Span(
                        "Lines of the client and events of Hubble, matched by connection and time");
        hint.addClassNames("pc-hint", "pc-ellipsis");
        return hint;
    }

    private static LedgerFilter filterOf(String word) {
        return switch (word) {
            case DENIED -> LedgerFilter.DENIED;
            case THROUGH -> LedgerFilter.THROUGH;
            default -> LedgerFilter.ALL;
        };
    }

    private void columns() {
        grid.addColumn(attempt -> "#" + attempt.client().number())
                .setHeader("Attempt")
                .setWidth("75px")
                .setFlexGrow(0);
        grid.addComponentColumn(attempt -> mono(DrillWords.exact(attempt.client().at())))
                .setHeader("Sent")
                .setWidth("110px")
                .setFlexGrow(0);
        grid.addColumn(attempt -> outcome(attempt))
                .setHeader("Client outcome")
                .setTooltipGenerator(attempt -> attempt.client().rootCause())
                .setFlexGrow(2);
        grid.addComponentColumn(
                        attempt ->
                                mono(Objects.requireNonNullElse(attempt.client().sqlState(), "–")))
                .setHeader("SQLState")
                .setWidth("85px")
                .setFlexGrow(0);
        grid.addComponentColumn(attempt -> DrillWords.sighting(attempt.network().sighting()))
                .setHeader("Hubble verdict")
                .setWidth("125px")
                .setFlexGrow(0);
        grid.addColumn(attempt -> attempt.network().reason())
                .setHeader("Reason and policy")
                .setTooltipGenerator(
                        attempt ->
                                "%d policy verdicts, %d drops"
                                        .formatted(
                                                attempt.network().policyVerdicts(),
                                                attempt.network().drops()))
                .setFlexGrow(3);
        grid.addColumn(attempt -> DrillWords.millis(attempt.network().detectedMs()))
                .setHeader("Detected")
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("85px")
                .setFlexGrow(0);
        PhoneColumn.in(
                grid,
                "Attempt",
                attempt ->
                        new PhoneRow(
                                        new Span("#" + attempt.client().number()),
                                        DrillWords.sighting(attempt.network().sighting()))
                                .words(outcome(attempt))
                                .words(attempt.network().reason())
                                .words(DrillWords.exact(attempt.client().at())));
    }

    /** With the port where each attempt has another. */
    private String outcome(Attempt attempt) {
        var target = attempt.client().target();
        return plan == DrillPlan.PORT_SCAN
                ? "Port %s: %s"
                        .formatted(
                                target.substring(target.lastIndexOf(':') + 1),
                                DrillWords.outcome(attempt.client()))
                : DrillWords.outcome(attempt.client());
    }

    private static Span mono(String text) {
        var span = new Span(text);
        span.addClassName("pc-mono");
        return span;
    }

    void filter(LedgerFilter wanted) {
        filter = wanted;
        segments.press(
                switch (wanted) {
                    case ALL -> ALL;
                    case DENIED -> DENIED;
                    case THROUGH -> THROUGH;
                });
    }

    void show(Drill drill) {
        plan = drill.plan();
        var lines =
                drill.attempts().stream()
                        .filter(attempt -> filter.shows(drill.plan(), attempt))
                        .toList();
        grid.setItems(lines);
        foot.setText(
                "Showing %d of %d. %s"
                        .formatted(
                                lines.size(),
                                drill.attempts().size(),
                                drill.verdict().isEmpty()
                                        ? ""
                                        : "Ledger hash %s, in the audit log under %d."
                                                .formatted(
                                                        LedgerHash.of(drill).substring(0, 12),
                                                        drill.auditSeq())));
    }
}
