package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Figure;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.incidents.Incident;
import java.time.Clock;

/** Who tried what, how often, and when. */
class IncidentBanner extends Composite<Div> {
    private final Clock clock;

    IncidentBanner(Clock clock) {
        this.clock = clock;
        getContent().addClassNames("pc-card", "pc-incident-banner");
    }

    void show(Incident incident) {
        var now = clock.instant();
        var from = IncidentWords.mono(IncidentWords.source(incident));
        var to =
                IncidentWords.mono(
                        IncidentWords.target(incident) + " : " + IncidentWords.ports(incident));
        var path = new H2(from, new Glyph("denied", 18).labelled("was denied"), to);
        path.addClassName("pc-incident-path");
        var badges = new Div(IncidentWords.state(incident), IncidentWords.marks(incident));
        badges.addClassName("pc-incident-marks");
        var words = new Div(badges, path, new Span(sentence(incident)));
        words.addClassName("pc-incident-words");
        var figures =
                new Div(
                        new Figure(
                                Tone.DENIED, Long.toString(incident.attempts()), "attempts denied"),
                        new Figure(
                                Tone.NEUTRAL, incident.perMinute() + "/min", "in the last minute"),
                        new Figure(
                                Tone.NEUTRAL,
                                IncidentWords.ago(incident.firstSeen(), now),
                                "first seen"),
                        new Figure(
                                Tone.NEUTRAL,
                                IncidentWords.ago(incident.lastSeen(), now),
                                "last seen"));
        figures.addClassName("pc-figures");
        getContent().removeAll();
        getContent().add(words, figures);
    }

    private static String sentence(Incident incident) {
        var text = new StringBuilder(incident.reason().sentence()).append('.');
        incident.drill()
                .ifPresentOrElse(
                        id ->
                                text.append(" An exercise: drill ")
                                        .append(id)
                                        .append(", which this console ran."),
                        () -> text.append(" No drill of this console explains it."));
        if (incident.isFolded()) {
            text.append(" About ")
                    .append(IncidentWords.plural(incident.foldedSources(), "source"))
                    .append(" are folded in here, because there are too many to tell apart.");
        }
        if (incident.sessionPackets() > 0) {
            text.append(' ')
                    .append(IncidentWords.plural(incident.sessionPackets(), "packet"))
                    .append(" of connections that stood before were denied as well.");
        }
        return text.toString();
    }
}
