package dev.portcullis.console.base;

import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;

/** Narrows down a list as a person writes; what the console itself puts in is not told back. */
public class SearchField extends TextField {
    /**
     * @param hint shown while it is empty
     * @param label for those who do not see it
     * @param wanted told what was written, stripped
     */
    public SearchField(String hint, String label, Consumer<String> wanted) {
        setPlaceholder(hint);
        setAriaLabel(label);
        setPrefixComponent(new Glyph("search"));
        setClearButtonVisible(true);
        setValueChangeMode(ValueChangeMode.LAZY);
        setWidth("220px");
        addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        wanted.accept(change.getValue().strip());
                    }
                });
    }
}
