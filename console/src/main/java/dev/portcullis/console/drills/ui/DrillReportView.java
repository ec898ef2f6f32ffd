package dev.portcullis.console.drills.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.DescriptionList.Description;
import com.vaadin.flow.component.html.DescriptionList.Term;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.Drill;
import dev.portcullis.console.drills.DrillId;
import dev.portcullis.console.drills.Drills;
import dev.portcullis.console.drills.LedgerHash;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** A drill on paper: nothing to click, everything to read, dark on white. */
@Route(value = "drills/:id/report", autoLayout = false)
@PageTitle("Drill report · Portcullis")
@PermitAll
@CssImport("./drills/report.css")
class DrillReportView extends Composite<Div> implements BeforeEnterObserver {
    private final Drills drills;

    DrillReportView(Drills drills) {
        this.drills = drills;
        getContent().addClassName("pc-report");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("id").orElse("");
        var drill = DrillId.parse(text).flatMap(drills::find);
        if (drill.isEmpty()) {
            event.rerouteToError(NotFoundException.class, "There is no drill " + text);
            return;
        }
        show(drill.get());
    }

    private void show(Drill drill) {
        getContent().removeAll();
        getContent()
                .add(
                        new H1("Drill %s: %s".formatted(drill.id(), drill.plan().title())),
                        verdict(drill),
                        facts(drill),
                        new H2("What it did, and what was expected"),
                        new Paragraph(drill.plan().description()),
                        new Paragraph("With the gate shut: " + drill.plan().expectedGuarded()),
                        new Paragraph("With the gate open: " + drill.plan().expectedOpen()),
                        new H2("Ledger"),
                        ledger(drill),
                        new Paragraph(
                                "Ledger SHA-256 %s, in the audit log under %d."
                                        .formatted(LedgerHash.of(drill), drill.auditSeq())));
    }

    private static Component verdict(Drill drill) {
        var words = new Div(DrillWords.headline(drill) + ". " + drill.why());
        words.addClassName("pc-report-verdict");
        return words;
    }

    private static Component facts(Drill drill) {
        var facts = new DescriptionList();
        fact(facts, "From", "%s, as app=%s".formatted(drill.namespace(), drill.guise()));
        fact(facts, "To", drill.target());
        fact(facts, "Tests", drill.plan().guard());
        fact(facts, "Launched", DrillWords.day(drill.createdAt()) + " by " + drill.by());
        fact(facts, "Ended", drill.endedAt().map(DrillWords::day).orElse("not yet"));
        fact(facts, "To first drop", DrillWords.millis(drill.firstDropMs()));
        fact(facts, "To detection", DrillWords.detection(drill));
        fact(
                facts,
                "Legitimate traffic",
                "%s: %s answered, p99 %s in the slowest report"
                        .formatted(
                                drill.control().source(),
                                DrillWords.percent(drill.control().successRate()),
                                DrillWords.duration(drill.control().worstP99Ms())));
        fact(facts, "Events lost", Long.toString(drill.missingEvents()));
        fact(facts, "Left over", drill.leftOver().isEmpty() ? "nothing" : drill.leftOver());
        return facts;
    }

    private static void fact(DescriptionList facts, String name, String value) {
        facts.add(new Term(name), new Description(value));
    }

    private static Component ledger(Drill drill) {
        var table = new NativeTable();
        var head = new NativeTableRow();
        for (var name :
                List.of("#", "Sent", "To", "Client outcome", "Network", "Reason", "Detected")) {
            head.add(new NativeTableHeaderCell(name));
        }
        table.getHead().add(head);
        drill.attempts().forEach(attempt -> table.getBody().add(line(attempt)));
        return table;
    }

    private static NativeTableRow line(Attempt attempt) {
        var row = new NativeTableRow();
        for (var text :
                List.of(
                        Integer.toString(attempt.client().number()),
                        DrillWords.exact(attempt.client().at()),
                        attempt.client().target(),
                        DrillWords.outcome(attempt.client()),
                        attempt.network().sighting().word(),
                        attempt.network().reason(),
                        DrillWords.millis(attempt.network().detectedMs()))) {
            row.addDataCell().setText(text);
        }
        return row;
    }
}
