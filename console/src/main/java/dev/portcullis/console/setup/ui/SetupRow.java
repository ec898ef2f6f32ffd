package dev.portcullis.console.setup.ui;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import dev.portcullis.console.base.Badge;
import dev.portcullis.console.base.CommandBlock;
import dev.portcullis.console.base.Tone;
import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;

/** One check: its state, what was seen, and what to do. */
class SetupRow extends Composite<ListItem> {
    SetupRow(SetupCheck check) {
        var words = new Div(new H2(check.title()), new Paragraph(check.finding().seen()));
        words.addClassName("pc-setup-words");
        switch (check.finding()) {
            case Finding.Sound _ -> {}
            case Finding.Wanting wanting -> {
                words.add(mend(wanting.mend()));
                if (!wanting.command().isEmpty()) {
                    words.add(new CommandBlock("By hand", wanting.command()));
                }
            }
            case Finding.Unchecked unchecked -> words.add(mend(unchecked.next()));
        }
        getContent().addClassName("pc-setup-row");
        getContent().setId("setup-" + check.id());
        getContent().add(badge(check.finding()), words);
    }

    private static Badge badge(Finding finding) {
        return switch (finding) {
            case Finding.Sound _ -> new Badge(Tone.NEUTRAL, "check", "Sound");
            case Finding.Wanting _ -> new Badge(Tone.UNDECIDED, "warning", "Wanting");
            case Finding.Unchecked _ -> new Badge(Tone.LOST, "info", "Not checked");
        };
    }

    private static Paragraph mend(String text) {
        var mend = new Paragraph(text);
        mend.addClassName("pc-setup-mend");
        return mend;
    }
}
