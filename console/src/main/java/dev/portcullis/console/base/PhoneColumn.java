package dev.portcullis.console.base;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.signals.Signal;
import java.util.List;

/** On a phone a grid shows one column that says of a row what matters, for the others do not fit beside each other. */
public final class PhoneColumn {
    /** As in console.css: a window this wide or less has the navigation at its foot. */
    private static final int WIDEST_PHONE = 720;

    private PhoneColumn() {}

    /** Adds the column, to be called after all others were added. */
    public static <T> void in(Grid<T> grid, String header, ValueProvider<T, PhoneRow> row) {
        var others = List.copyOf(grid.getColumns());
        var alone = grid.addComponentColumn(row).setHeader(header);
        alone.setVisible(false);
        var window = UI.getCurrentOrThrow().getPage().windowSizeSignal();
        Signal.effect(
                grid,
                () -> {
                    var width = window.get().width();
                    boolean phone = width > 0 && width <= WIDEST_PHONE;
                    alone.setVisible(phone);
                    others.forEach(column -> column.setVisible(!phone));
                });
    }
}
