package dev.portcullis.console.base;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/**
 * Why a flow, or the traffic between two nodes, fares as it does: what was recorded, what the
 * policies in force say, what could not be checked; with ways to the policies and to a rule that
 * would admit it. Asks {@code /api/v1/explain} by itself.
 */
@Tag("pc-why")
@JsModule("./pc-why/pc-why.ts")
public class WhyPart extends Component {
    private WhyPart() {}

    /** Of one kept flow, by Hubble's uuid. */
    public static WhyPart ofFlow(String uuid) {
        var part = new WhyPart();
        part.getElement().setProperty("flow", uuid);
        return part;
    }

    /**
     * Of the newest denied flow between two nodes of the map.
     *
     * @param port the server's; any if 0
     */
    public static WhyPart ofDenied(String source, String destination, int port) {
        var part = new WhyPart();
        part.getElement().setProperty("source", source);
        part.getElement().setProperty("destination", destination);
        part.getElement().setProperty("port", port);
        part.getElement().setProperty("fared", "denied");
        return part;
    }
}
