package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import dev.portcullis.console.base.Card;
import dev.portcullis.console.base.OperatorOnly;
import dev.portcullis.console.incidents.Incident;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.Note;
import java.util.List;
import java.util.function.Predicate;

/** What happened to the incident and what people said, oldest first, and a place to say more. */
class ThreadCard extends Composite<Card> {
    private final OrderedList lines = new OrderedList();
    private final TextArea draft = new TextArea();
    private final Button send = new Button("Comment");
    private List<Note> shown = List.of();

    /** @param onComment says whether the comment was taken */
    ThreadCard(Predicate<String> onComment) {
        lines.addClassName("pc-incident-thread");
        draft.setPlaceholder("What did you find? It also goes with Acknowledge and Close.");
        draft.setAriaLabel("Comment");
        draft.setMaxLength(IncidentChange.TEXT_LENGTH);
        draft.setWidthFull();
        send.addClickListener(
                _ -> {
                    var text = draft.getValue().strip();
                    if (!text.isEmpty() && onComment.test(text)) {
                        draft.clear();
                    }
                });
        var write = new Div(draft, send);
        write.addClassName("pc-incident-write");
        getContent().add(new H2("Thread"), lines, write);
    }

    void show(Incident incident, boolean mayOperate) {
        draft.setEnabled(mayOperate);
        OperatorOnly.mark(send, mayOperate, "comment");
        if (!incident.notes().equals(shown)) {
            shown = incident.notes();
            lines.removeAll();
            shown.forEach(note -> lines.add(line(note)));
        }
    }

    /** Takes what was typed, for a change that goes with it. */
    String drainDraft() {
        var text = draft.getValue().strip();
        draft.clear();
        return text;
    }

    private static ListItem line(Note note) {
        var who = new Span(note.by());
        who.addClassName("pc-strong");
        var when = new Span(IncidentWords.exact(note.at()));
        when.addClassName("pc-hint");
        var head = new Div(who, new Span(IncidentWords.verb(note)), when);
        head.addClassName("pc-row");
        var item = new ListItem(head);
        if (!note.text().isEmpty()) {
            var text = new Div(note.text());
            text.addClassName("pc-incident-text");
            item.add(text);
        }
        return item;
    }
}
