package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A choice of a few words, all of them in sight, one of them pressed. */
public class Segments extends Composite<Div> {
    private final Map<String, NativeButton> buttons = new LinkedHashMap<>();

    /** @param label what is chosen, spoken by screen readers */
    public Segments(String label, Consumer<String> onChoice, String... words) {
        getContent().addClassName("pc-segments");
        getContent().getElement().setAttribute("role", "group").setAttribute("aria-label", label);
        for (var word : words) {
            var button = new NativeButton(word, _ -> onChoice.accept(word));
            buttons.put(word, button);
            getContent().add(button);
        }
    }

    /** Presses this word, without telling the listener. */
    public void press(String word) {
        buttons.forEach(
                (key, button) ->
                        button.getElement()
                                .setAttribute("aria-pressed", Boolean.toString(key.equals(word))));
    }
}
