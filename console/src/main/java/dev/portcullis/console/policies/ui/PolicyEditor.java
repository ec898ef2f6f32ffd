package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.ClientCallable;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentEvent;
import com.vaadin.flow.component.ComponentEventListener;
import com.vaadin.flow.component.DomEvent;
import com.vaadin.flow.component.EventData;
import com.vaadin.flow.component.HasStyle;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.shared.Registration;
import dev.portcullis.console.policies.PolicyAuthoring;
import dev.portcullis.console.policies.PolicyAuthoring.Completion;
import dev.portcullis.console.policies.PolicyAuthoring.TextProblem;
import dev.portcullis.policy.read.YamlReader;
import java.util.List;
import java.util.Map;

/** An editor for policies as YAML, which is told while somebody types what is wrong and what could stand where. */
@Tag("pc-policy-editor")
@JsModule("./pc-policy-editor/pc-policy-editor.ts")
@NpmPackage(value = "@codemirror/autocomplete", version = "6.20.4")
@NpmPackage(value = "@codemirror/commands", version = "6.11.1")
@NpmPackage(value = "@codemirror/lang-yaml", version = "6.1.3")
@NpmPackage(value = "@codemirror/language", version = "6.13.1")
@NpmPackage(value = "@codemirror/lint", version = "6.9.8")
@NpmPackage(value = "@codemirror/state", version = "6.7.6")
@NpmPackage(value = "@codemirror/view", version = "6.43.15")
@NpmPackage(value = "@lezer/highlight", version = "1.2.5")
class PolicyEditor extends Component implements HasStyle {
    private final PolicyAuthoring authoring;
    private String value = "";
    private int revision;

    PolicyEditor(PolicyAuthoring authoring) {
        this.authoring = authoring;
        addListener(
                Changed.class,
                change -> {
                    value = change.value;
                    read();
                });
    }

    /**
     * The text was changed by whoever types; comes shortly after typing paused, and with the number of the text that was
     * typed on: it may have been replaced here meanwhile, and then what was typed is what stands in the editor.
     */
    @DomEvent("pc-policy-editor-change")
    public static class Changed extends ComponentEvent<PolicyEditor> {
        private final String value;
        private final int revision;

        public Changed(
                PolicyEditor source,
                boolean fromClient,
                @EventData("event.detail.value") String value,
                @EventData("event.detail.revision") int revision) {
            super(source, fromClient);
            this.revision = revision;
            // One character over the limit is enough to be told of it.
            this.value =
                    value.length() > YamlReader.MOST_CHARACTERS
                            ? value.substring(0, YamlReader.MOST_CHARACTERS + 1)
                            : value;
        }

        String value() {
            return value;
        }

        /** The {@link PolicyEditor#revision} that was typed on. */
        int revision() {
            return revision;
        }
    }

    String value() {
        return value;
    }

    /** Counts the texts that were written from here. */
    int revision() {
        return revision;
    }

    /** Replaces the text, unless somebody has typed what is not known here yet: then that comes as a change. */
    void write(String text) {
        value = text;
        revision++;
        // As one property: the same text again must reach an editor that shows another by now.
        getElement().setPropertyMap("written", Map.of("text", text, "revision", revision));
        read();
    }

    void readOnly(boolean readOnly) {
        getElement().setProperty("readonly", readOnly);
    }

    Registration addChangeListener(ComponentEventListener<Changed> listener) {
        return addListener(Changed.class, listener);
    }

    /** What could stand at a place; asked by the element. */
    @ClientCallable
    List<Completion> complete(String text, int line, int column) {
        return authoring.complete(text, line, column);
    }

    private void read() {
        getElement()
                .setPropertyList(
                        "problems",
                        authoring.problems(value).stream().map(PolicyEditor::problem).toList());
    }

    private static Map<String, Object> problem(TextProblem problem) {
        return Map.of(
                "line", problem.line(),
                "severity", problem.severity(),
                "path", problem.path(),
                "message", problem.message(),
                "mend", problem.mend());
    }
}
