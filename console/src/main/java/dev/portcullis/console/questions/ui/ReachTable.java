package dev.portcullis.console.questions.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.HtmlContainer;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.VerdictBadge;
import dev.portcullis.console.questions.ReachMatrix;
import dev.portcullis.console.questions.ReachMatrix.Cell;
import dev.portcullis.console.questions.ReachMatrix.Row;

/** The matrix as a table: a peer in each row, a port in each column. */
class ReachTable extends Composite<Div> {
    ReachTable(ReachMatrix matrix) {
        var head = new Element("thead");
        var titles = new Element("tr");
        titles.add(heading("Peer", "col"));
        matrix.ports().forEach(port -> titles.add(heading(port, "col")));
        head.add(titles);
        var rows = new Element("tbody");
        matrix.rows().forEach(row -> rows.add(row(row)));
        var table = new Element("table");
        table.add(head, rows);
        getContent().addClassName("pc-reach");
        getContent().getElement().setAttribute("tabindex", "0");
        getContent().getElement().setAttribute("role", "region");
        getContent()
                .getElement()
                .setAttribute("aria-label", "Who can reach %s".formatted(matrix.workload()));
        getContent().add(table);
    }

    private static Component row(Row row) {
        var line = new Element("tr");
        var peer =
                row.peer().startsWith("reserved:")
                        ? row.peer().substring("reserved:".length())
                        : row.peer();
        line.add(heading(peer, "row"));
        row.cells().forEach(cell -> line.add(cell(cell)));
        return line;
    }

    private static Component cell(Cell cell) {
        var inside = new Div();
        inside.addClassName("pc-reach-cell");
        inside.getElement().setAttribute("data-mark", cell.mark());
        inside.setTitle(cell.reason());
        var mark = new Span(words(cell));
        mark.addClassName("pc-mark");
        inside.add(new VerdictBadge(word(cell)), mark);
        cell.policies()
                .forEach(
                        policy -> {
                            var link = new Anchor(policy.page(), policy.name());
                            link.getElement().setAttribute("router-link", true);
                            inside.add(link);
                        });
        var holder = new Element("td");
        holder.add(inside);
        return holder;
    }

    private static VerdictBadge.Word word(Cell cell) {
        return switch (cell.outcome()) {
            case "allowed" -> VerdictBadge.Word.ALLOWED;
            case "denied" -> VerdictBadge.Word.DENIED;
            default -> VerdictBadge.Word.UNDECIDED;
        };
    }

    private static String words(Cell cell) {
        return switch (cell.mark()) {
            case "used" -> "%,d events passed".formatted(cell.passed());
            case "never-used" -> "allowed but never used";
            case "attempted" -> "%,d events denied".formatted(cell.stopped());
            case "passed-before" -> "%,d events passed before".formatted(cell.passed());
            case "observed-undecided" ->
                    "observed but undecided, %,d events".formatted(cell.passed() + cell.stopped());
            default -> "not observed";
        };
    }

    private static Component heading(String text, String scope) {
        var heading = new Element("th");
        heading.getElement().setAttribute("scope", scope);
        heading.setText(text);
        return heading;
    }

    /** A plain element of a table. */
    private static final class Element extends HtmlContainer {
        Element(String tag) {
            super(tag);
        }
    }
}
