package dev.portcullis.console.history.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import dev.portcullis.console.flows.MapFooter;
import org.springframework.core.annotation.Order;

/** The time under the map and its chart: it takes the map back to a past minute. */
@Order(100)
@org.springframework.stereotype.Component
class TimeUnderMap implements MapFooter {
    @Override
    public Component create() {
        return new TimeSlider();
    }

    /** The map brings the element along: Vaadin's build does not see what a bean puts into a page. */
    @Tag("pc-time-slider")
    private static final class TimeSlider extends Component {}
}
