package dev.portcullis.console.policies.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.console.policies.RuleSketch;
import dev.portcullis.policy.Policy;
import java.util.List;
import java.util.Map;

/** A policy's rules as a picture: who, through which gate, to whom, on which ports. */
@Tag("pc-rule-diagram")
@JsModule("./pc-rule-diagram/pc-rule-diagram.ts")
class RuleDiagram extends Component {
    RuleDiagram(PolicyEntry entry, Policy policy) {
        var detail =
                entry.selects().isEmpty()
                        ? "selects no workload"
                        : "%s · %s"
                                .formatted(
                                        String.join(", ", entry.selects()),
                                        PolicyTexts.plural(entry.pods(), "pod"));
        getElement()
                .setPropertyList(
                        "sketches",
                        RuleSketch.of(policy).stream()
                                .map(
                                        sketch ->
                                                Map.<String, Object>of(
                                                        "subject",
                                                        bare(sketch.subject()),
                                                        "detail",
                                                        detail,
                                                        "guarded",
                                                        entry.labels()
                                                                .containsKey(
                                                                        "portcullis.dev/guards"),
                                                        "sides",
                                                        sides(sketch)))
                                .toList());
    }

    private static List<Map<String, Object>> sides(RuleSketch sketch) {
        return sketch.sides().stream()
                .map(
                        side ->
                                Map.<String, Object>of(
                                        "direction",
                                        side.direction().word(),
                                        "isolated",
                                        side.isolated(),
                                        "peers",
                                        side.others().stream().map(RuleDiagram::other).toList()))
                .toList();
    }

    /** In a picture a card stands for pods; the words under it say so. */
    private static String bare(String who) {
        return who.replaceFirst("^pods with ", "");
    }

    private static Map<String, Object> other(RuleSketch.Other other) {
        return Map.of(
                "title",
                bare(other.who()),
                "detail",
                switch (other.kind()) {
                    case "denied" ->
                            other.ports().isEmpty() && other.who().equals("everyone else")
                                    ? "default deny"
                                    : "denied, whatever allows it";
                    case "l7" -> "allowed, asked per request";
                    default -> "allowed";
                },
                "ports",
                other.ports(),
                "kind",
                other.kind());
    }
}
