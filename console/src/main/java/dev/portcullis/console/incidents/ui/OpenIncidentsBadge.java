package dev.portcullis.console.incidents.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import dev.portcullis.console.base.NavBadge;
import dev.portcullis.console.incidents.Incidents;
import org.springframework.stereotype.Component;

/** How many incidents need somebody's attention, on their entry of the navigation. */
@Component
class OpenIncidentsBadge implements NavBadge {
    private final Incidents incidents;

    OpenIncidentsBadge(Incidents incidents) {
        this.incidents = incidents;
    }

    @Override
    public String route() {
        return "incidents";
    }

    @Override
    public com.vaadin.flow.component.Component create() {
        return new Count(incidents);
    }

    private static final class Count extends Span {
        private static final int MOST_SHOWN = 99;

        private final transient Incidents incidents;

        Count(Incidents incidents) {
            this.incidents = incidents;
            addClassName("pc-nav-badge");
            show();
        }

        @Override
        protected void onAttach(AttachEvent event) {
            var ui = event.getUI();
            var following = incidents.onChange(() -> ui.access(this::show));
            addDetachListener(
                    detached -> {
                        following.close();
                        detached.unregisterListener();
                    });
            show();
        }

        private void show() {
            var open = incidents.needingAttention();
            setVisible(open > 0);
            setText(open > MOST_SHOWN ? MOST_SHOWN + "+" : Integer.toString(open));
            getElement().setAttribute("aria-label", open + " open");
        }
    }
}
