package dev.portcullis.console.questions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.Figure;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.questions.ChangePreview.Change;
import dev.portcullis.console.questions.ChangePreview.EdgeChange;
import dev.portcullis.console.questions.ChangePreview.Sample;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** What a change of policies would change: in figures, drawn on a map, and as a table with samples. */
@CssImport("./questions/questions.css")
public class PreviewPart extends Composite<Div> {
    private static final int MOST_EDGES = 40;
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    public PreviewPart(ChangePreview preview) {
        getContent().addClassName("pc-preview");
        getContent().add(figures(preview), new ChangeMap(preview), table(preview));
    }

    private static Component figures(ChangePreview preview) {
        var figures =
                new Div(
                        figure(preview, Change.NEWLY_DENIED, Tone.DENIED, "newly denied"),
                        figure(preview, Change.NEWLY_ALLOWED, Tone.ALLOWED, "newly allowed"),
                        new Figure(
                                Tone.NEUTRAL,
                                Long.toString(preview.cut()),
                                preview.cut() == 1
                                        ? "open session would be cut"
                                        : "open sessions would be cut"));
        figures.addClassName("pc-preview-figures");
        return figures;
    }

    private static Component figure(ChangePreview preview, Change change, Tone tone, String words) {
        var count = preview.count(change);
        return new Figure(
                count == 0 ? Tone.NEUTRAL : tone,
                Long.toString(count),
                "%s %s, %,d events"
                        .formatted(count == 1 ? "edge" : "edges", words, preview.events(change)));
    }

    private static Component table(ChangePreview preview) {
        var basis =
                new Span(
                        preview.window().words()
                                + "; and what is possible between the known workloads");
        basis.addClassName("pc-hint");
        var heading = new Div(new H2("What changes"), basis);
        heading.addClassName("pc-column");
        preview.window()
                .reservations()
                .forEach(
                        sentence -> {
                            var reservation = new Span(sentence);
                            reservation.addClassNames("pc-hint", "pc-preview-reservation");
                            heading.add(reservation);
                        });
        var list = new Div();
        list.addClassName("pc-preview-edges");
        preview.edges().stream().limit(MOST_EDGES).forEach(edge -> list.add(row(edge)));
        if (preview.edges().isEmpty()) {
            list.add(line("No edge changes its verdict."));
        }
        int more = preview.edges().size() - MOST_EDGES;
        if (more > 0) {
            list.add(line("and %d more".formatted(more)));
        }
        list.add(line("%,d observed events fare as before.".formatted(preview.unchanged())));
        var section = new Div(heading, list);
        section.addClassName("pc-section");
        return section;
    }

    private static Component line(String text) {
        var line = new Div(text);
        line.addClassNames("pc-preview-line", "pc-muted");
        return line;
    }

    private static Component row(EdgeChange edge) {
        var name = new Span(edge.words());
        name.addClassNames("pc-mono", "pc-strong", "pc-ellipsis");
        name.setTitle(edge.words());
        var seen = new Span(seen(edge));
        seen.addClassName("pc-muted");
        var head = new Div(badge(edge.change()), new Div(name, seen));
        head.addClassName("pc-preview-edge");
        var details = new NativeDetails();
        details.setSummary(head);
        var inside = new Div();
        inside.addClassName("pc-preview-inside");
        inside.add(sentence("Now", edge.before()), sentence("Then", edge.after()));
        edge.samples().forEach(sample -> inside.add(sample(sample)));
        details.setContent(inside);
        return details;
    }

    private static String seen(EdgeChange edge) {
        var request = edge.request().isEmpty() ? "" : edge.request() + ", ";
        if (edge.events() == 0) {
            return request + "possible, not observed";
        }
        return request
                + (edge.events() == 1 ? "1 event" : "%,d events".formatted(edge.events()))
                + switch (edge.sessions()) {
                    case 0 -> "";
                    case 1 -> ", 1 session seems open";
                    default -> ", %d sessions seem open".formatted(edge.sessions());
                };
    }

    private static Badge badge(Change change) {
        return switch (change) {
            case NEWLY_DENIED -> new Badge(Tone.DENIED, "denied", "− Denied");
            case NEWLY_ALLOWED -> new Badge(Tone.ALLOWED, "allowed", "+ Allowed");
            case NEWLY_ASKED -> new Badge(Tone.L7, "l7", "Asked");
            case UNDECIDED -> new Badge(Tone.UNDECIDED, "undecided", "Undecided");
        };
    }

    private static Component sentence(String when, String text) {
        var label = new Span(when);
        label.addClassName("pc-muted");
        var line = new Div(label, new Span(text));
        line.addClassName("pc-preview-sentence");
        return line;
    }

    private static Component sample(Sample sample) {
        var text =
                new Span(
                        "%s %s → %s, recorded %s"
                                .formatted(
                                        CLOCK.format(sample.at()),
                                        sample.source(),
                                        sample.destination(),
                                        sample.recorded()));
        text.addClassName("pc-mono");
        return text;
    }

    /** The map of a preview. */
    @Tag("pc-change-map")
    @JsModule("./pc-change-map/pc-change-map.ts")
    private static final class ChangeMap extends Component {
        ChangeMap(ChangePreview preview) {
            getElement()
                    .setPropertyList(
                            "changes",
                            preview.edges().stream()
                                    .limit(MOST_EDGES)
                                    .map(
                                            edge ->
                                                    Map.<String, Object>of(
                                                            "change",
                                                            word(edge.change()),
                                                            "source",
                                                            edge.source(),
                                                            "destination",
                                                            edge.destination(),
                                                            "port",
                                                            edge.port() == 0
                                                                    ? edge.protocol()
                                                                    : Integer.toString(edge.port()),
                                                            "events",
                                                            edge.events()))
                                    .toList());
        }

        private static String word(Change change) {
            return change.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
