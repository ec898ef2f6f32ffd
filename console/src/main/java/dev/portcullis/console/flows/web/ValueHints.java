package dev.portcullis.console.flows.web;

import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.hubble.filter.FlowField;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Suggests values for a filter: those that kept flows really have. */
@Component
class ValueHints {
    private static final int LOOKED_AT = 20_000;
    private static final int SHOWN = 20;
    private static final int MAX_TOLD_APART = 5_000;

    /** A value, and how many of the kept flows have it. */
    record Hint(String value, int flows) {}

    List<Hint> of(FlowField field, String typed, Flows flows) {
        var part = typed.toLowerCase(Locale.ROOT);
        var counts = new HashMap<String, Integer>();
        for (var flow : flows.recent(FlowQuery.newest(LOOKED_AT, _ -> true))) {
            for (var value : field.valuesOf(flow)) {
                if (value.toLowerCase(Locale.ROOT).contains(part)
                        && (counts.size() < MAX_TOLD_APART || counts.containsKey(value))) {
                    counts.merge(value, 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .map(entry -> new Hint(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(Hint::flows).reversed().thenComparing(Hint::value))
                .limit(SHOWN)
                .toList();
    }
}
