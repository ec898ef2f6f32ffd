package dev.portcullis.policy.read;

import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import java.util.List;

/** Checks what Cilium does not do for rules about nodes. */
final class HostRules {

    private HostRules() {}

    static void check(Cursor spec, Rule rule) {
        if (rule.subject() instanceof Rule.Subject.Nodes) {
            refuse(spec.at("ingress"), rule.ingress(), true);
            refuse(spec.at("egress"), rule.egress(), false);
        }
    }

    private static void refuse(Cursor section, List<RuleEntry> entries, boolean dnsToo) {
        for (int i = 0; i < entries.size(); i++) {
            for (PortRule ports : entries.get(i).toPorts()) {
                if (ports.inside().isPresent()
                        && (dnsToo || ports.inside().get() instanceof PortRule.L7Rules.Http)) {
                    section.findings()
                            .problem(
                                    section.path() + "[" + i + "].toPorts",
                                    "Cilium does not look into the requests of nodes here.",
                                    "Remove rules.");
                }
            }
        }
    }
}
