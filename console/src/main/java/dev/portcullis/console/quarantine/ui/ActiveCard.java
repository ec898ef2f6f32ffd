package dev.portcullis.console.quarantine.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.Notice;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.quarantine.Quarantine;
import dev.portcullis.console.quarantine.Quarantines;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The quarantines that hold, each with the button that ends it. */
class ActiveCard extends Composite<Card> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

    private final transient Clock clock;
    private final boolean mayOperate;
    private final transient Consumer<Quarantine> onRelease;
    private final Div rows = new Div();

    ActiveCard(Clock clock, boolean mayOperate, Consumer<Quarantine> onRelease) {
        this.clock = clock;
        this.mayOperate = mayOperate;
        this.onRelease = onRelease;
        rows.addClassName("pc-quarantine-rows");
        getContent().add(new H2("In quarantine now"), rows);
    }

    void show(List<Quarantine> active, Optional<String> problem) {
        rows.removeAll();
        problem.ifPresent(why -> rows.add(Notice.error(why, "The list may be incomplete.")));
        active.forEach(quarantine -> rows.add(row(quarantine)));
        if (active.isEmpty() && problem.isEmpty()) {
            rows.add(
                    Notice.empty(
                            "Nothing is in quarantine",
                            "It begins at an incident or a workload of the map. At most %d hold at a time."
                                    .formatted(Quarantines.MOST)));
        }
    }

    private Component row(Quarantine quarantine) {
        var name = new Span(quarantine.workload());
        name.addClassNames("pc-mono", "pc-strong");
        var why =
                new Span(
                        "by %s at %s: %s"
                                .formatted(
                                        quarantine.by(),
                                        TIME.format(quarantine.since()),
                                        quarantine.reason()));
        why.addClassNames("pc-muted", "pc-ellipsis");
        why.setTitle(why.getText());
        var words = new Div(name, why);
        words.addClassName("pc-column");
        var proof =
                new Span(
                        quarantine
                                .proven()
                                .map(
                                        at ->
                                                "%d denied, the first at %s"
                                                        .formatted(
                                                                quarantine.denied(),
                                                                TIME.format(at)))
                                .orElse("nothing denied yet: not observed"));
        var until = new Span(until(quarantine));
        var state = new Div(until, proof);
        state.addClassName("pc-column");
        if (!quarantine.problem().isEmpty()) {
            state.add(Notice.error("It cannot be released", quarantine.problem()));
        }
        var release = new Button("Release", _ -> onRelease.accept(quarantine));
        OperatorOnly.mark(release, mayOperate, "release");
        var row = new Div(new Glyph("gate-closed", 20), words, state, links(quarantine), release);
        row.addClassName("pc-quarantine-row");
        return row;
    }

    private String until(Quarantine quarantine) {
        return quarantine
                .releaseAt()
                .map(
                        at -> {
                            var left = Duration.between(clock.instant(), at);
                            return left.isNegative()
                                    ? "release is due since " + TIME.format(at)
                                    : "released by itself at " + TIME.format(at);
                        })
                .orElse("by hand only: somebody took its time out of the policy");
    }

    private static Component links(Quarantine quarantine) {
        var links = new Div();
        links.addClassName("pc-column");
        links.add(
                new Anchor(
                        "policies?policy=CiliumNetworkPolicy/%s/%s"
                                .formatted(
                                        quarantine.policy().namespace(),
                                        quarantine.policy().name()),
                        quarantine.policy().name()));
        quarantine
                .incident()
                .ifPresent(
                        number ->
                                links.add(
                                        new Anchor("incidents/" + number, "Incident #" + number)));
        return links;
    }
}
