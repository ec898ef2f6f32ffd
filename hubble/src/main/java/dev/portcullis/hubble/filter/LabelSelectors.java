package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** By label selectors in the syntax of Kubernetes, any of which may match. */
record LabelSelectors(List<LabelSelector> selectors, Function<Flow, List<String>> labels)
        implements Predicate<Flow> {

    static Predicate<Flow> of(List<String> values, Function<Flow, List<String>> labels)
            throws InvalidFilterException {
        var selectors = new ArrayList<LabelSelector>(values.size());
        for (String value : values) {
            selectors.add(LabelSelector.parse(value));
        }
        return new LabelSelectors(List.copyOf(selectors), labels);
    }

    @Override
    public boolean test(Flow flow) {
        List<String> there = labels.apply(flow);
        for (LabelSelector selector : selectors) {
            if (selector.matches(there)) {
                return true;
            }
        }
        return false;
    }
}
