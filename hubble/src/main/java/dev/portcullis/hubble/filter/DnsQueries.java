package dev.portcullis.hubble.filter;

import com.google.re2j.Pattern;
import dev.portcullis.hubble.proto.flow.Flow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** By regular expressions on the name a DNS record asks for. */
record DnsQueries(List<Pattern> patterns) implements Predicate<Flow> {

    static Predicate<Flow> of(List<String> values) throws InvalidFilterException {
        var patterns = new ArrayList<Pattern>(values.size());
        for (String value : values) {
            patterns.add(Regex.compile(value));
        }
        return new DnsQueries(List.copyOf(patterns));
    }

    @Override
    public boolean test(Flow flow) {
        return flow.getL7().hasDns()
                && patterns.stream()
                        .anyMatch(p -> p.matcher(flow.getL7().getDns().getQuery()).find());
    }
}
