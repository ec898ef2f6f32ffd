package dev.portcullis.console.base;

import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Nav;

/** Leads between the pages about policies, which several features serve. */
public class PolicyTabs extends Composite<Nav> {
    /** Those pages. */
    public enum Place {
        LIST("Policies", "policies"),
        REACH("Reach", "policies/reach"),
        SUGGEST("Suggest", "policies/suggest");

        private final String word;
        private final String page;

        Place(String word, String page) {
            this.word = word;
            this.page = page;
        }
    }

    private PolicyTabs(Place here) {
        getContent().addClassName("pc-place-tabs");
        getContent().getElement().setAttribute("aria-label", "About policies");
        for (var place : Place.values()) {
            var link = new Anchor(place.page, place.word);
            link.getElement().setAttribute("router-link", true);
            if (place == here) {
                link.getElement().setAttribute("aria-current", "page");
            }
            getContent().add(link);
        }
    }

    /** On that page. */
    public static PolicyTabs at(Place here) {
        return new PolicyTabs(here);
    }
}
