package dev.portcullis.console.base;

import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Narrows a list down to one namespace, or to all of them. */
public class NamespaceSelect extends Select<String> {
    private static final String ALL = "All namespaces";

    /**
     * @param wanted told what a person chose; empty for all
     */
    public NamespaceSelect(Consumer<String> wanted) {
        setAriaLabel("Namespace");
        setItems(ALL);
        setValue(ALL);
        setWidth("170px");
        addValueChangeListener(
                change -> {
                    if (change.isFromClient()) {
                        wanted.accept(change.getValue().equals(ALL) ? "" : change.getValue());
                    }
                });
    }

    /**
     * Offers what there is, and shows what is chosen.
     *
     * @param namespaces in any order and number; empty names are left out
     * @param chosen empty for all; one that is not offered leaves the choice as it was
     */
    public void offer(Stream<String> namespaces, String chosen) {
        List<String> names =
                Stream.concat(
                                Stream.of(ALL),
                                namespaces.filter(name -> !name.isEmpty()).distinct().sorted())
                        .toList();
        if (!names.equals(getListDataView().getItems().toList())) {
            setItems(names);
        }
        String wanted = chosen.isEmpty() ? ALL : chosen;
        if (names.contains(wanted) && !wanted.equals(getValue())) {
            setValue(wanted);
        }
    }
}
