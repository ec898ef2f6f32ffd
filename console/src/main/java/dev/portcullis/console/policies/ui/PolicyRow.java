package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.DomEvent;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.GateSwitch;
import dev.portcullis.console.base.Glyph;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.policies.Owner;
import dev.portcullis.console.policies.PolicyEntry;
import java.time.Instant;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One policy in the list. It stays in place while what it shows changes, so that focus is not lost. */
class PolicyRow extends Composite<Div> {
    private final GateSwitch gate;
    private final Span name = new Span();
    private final Span scope = new Span();
    private final Div owner = new Div();
    private final Span selects = new Span();
    private final Span selectsWord = new Span();
    private final HitBars bars = new HitBars();
    private final Div counts = new Div();
    private final Div state = new Div();
    private final Glyph stateGlyph = new Glyph("clock");
    private final Span first = new Span();
    private final Span second = new Span();
    private PolicyEntry entry;

    /**
     * @param toggle what to do when the gate is asked to move
     * @param select what to do when the row is chosen
     */
    PolicyRow(
            PolicyEntry entry,
            boolean mayOperate,
            BiConsumer<PolicyEntry, Boolean> toggle,
            Consumer<PolicyEntry> select) {
        this.entry = entry;
        gate =
                new GateSwitch(
                        PolicyState.gate(entry), "Policy " + entry.id().display() + " is enforced");
        gate.addToggleListener(event -> toggle.accept(this.entry, event.wantsOn()));
        if (!mayOperate) {
            gate.refuse(OperatorOnly.why("move gates"));
        }
        // The gate is its own control; a click on it shall not choose the row as well.
        gate.getElement().addEventListener("click", (DomEvent _) -> {}).stopPropagation();
        name.addClassNames("pc-policy-name", "pc-ellipsis");
        name.getStyle().set("display", "block");
        name.getElement().setAttribute("role", "button").setAttribute("tabindex", "0");
        name.getElement()
                .addEventListener("keydown", (DomEvent _) -> select.accept(this.entry))
                .setFilter("event.key === 'Enter' || event.key === ' '")
                .preventDefault();
        scope.addClassName("pc-ellipsis");
        var scopeLine = new Div(scope, owner);
        scopeLine.addClassName("pc-policy-scope");
        selects.addClassName("pc-strong");
        selectsWord.addClassName("pc-policy-second");
        selectsWord.getStyle().set("display", "block");
        counts.addClassName("pc-policy-counts");
        state.addClassName("pc-policy-state");
        first.addClassName("pc-ellipsis");
        first.getStyle().set("display", "block").set("font-weight", "500");
        second.addClassName("pc-policy-second");
        state.add(stateGlyph, new Div(first, second));
        getContent().addClassName("pc-policy-row");
        getContent()
                .add(
                        new Div(gate),
                        new Div(name, scopeLine),
                        new Div(selects, selectsWord),
                        new Div(bars, counts),
                        state);
        getContent().addClickListener(_ -> select.accept(this.entry));
    }

    /** Shows the policy as it is now. */
    void show(PolicyEntry newEntry, boolean selected, Instant now) {
        entry = newEntry;
        gate.show(PolicyState.gate(entry));
        name.setText(entry.id().name());
        name.setTitle(entry.id().display());
        scope.setText(PolicyTexts.scope(entry));
        scope.setTitle(PolicyTexts.scope(entry));
        owner.removeAll();
        if (entry.owner() != Owner.NOBODY) {
            owner.add(new Badge(Tone.OUTLINE, ownerGlyph(entry.owner()), entry.owner().word()));
        }
        selects.setText(Integer.toString(entry.pods()));
        selectsWord.setText(entry.pods() == 1 ? "endpoint" : "endpoints");
        selectsWord.setTitle(String.join(", ", entry.selects()));
        showHits();
        var words = PolicyState.of(entry, now);
        state.getElement().setAttribute("data-tone", words.tone());
        stateGlyph.getElement().setAttribute("name", words.glyph());
        first.setText(words.first());
        first.setTitle(words.first());
        second.setText(words.second());
        second.setTitle(words.second());
        getContent().getElement().setAttribute("aria-selected", Boolean.toString(selected));
    }

    private void showHits() {
        var hits = entry.hits();
        bars.show(entry);
        counts.removeAll();
        if (hits.allowedSum() + hits.deniedSum() == 0) {
            counts.add(
                    new Span(
                            PolicyState.gate(entry) == GateSwitch.State.ON
                                    ? "not observed"
                                    : "not counted"));
            return;
        }
        counts.add(countOf("allowed", hits.allowedSum()), countOf("denied", hits.deniedSum()));
    }

    private static Component countOf(String verdict, long number) {
        var count = new Span();
        if (number == 0) {
            count.setText("0 " + verdict);
            return count;
        }
        count.addClassName("pc-" + verdict);
        count.add(new Glyph(verdict, 14).labelled(verdict), new Span(PolicyTexts.count(number)));
        return count;
    }

    static String ownerGlyph(Owner owner) {
        return owner == Owner.PORTCULLIS ? "gate-closed" : "undo";
    }

    /** The bars over the counts. */
    @Tag("pc-hits")
    @JsModule("./pc-hits/pc-hits.ts")
    private static final class HitBars extends Component {
        void show(PolicyEntry entry) {
            getElement().setPropertyList("allowed", entry.hits().allowed());
            getElement().setPropertyList("denied", entry.hits().denied());
            getElement()
                    .setProperty(
                            "label",
                            "%d allowed and %d denied in the last hour"
                                    .formatted(
                                            entry.hits().allowedSum(), entry.hits().deniedSum()));
        }
    }
}
