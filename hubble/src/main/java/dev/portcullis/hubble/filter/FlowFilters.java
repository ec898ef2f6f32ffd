package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.FlowMessages;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The two lists of a request: a flow passes if any filter of the whitelist matches it, or there is
 * none, and no filter of the blacklist does. Lost events and node statuses are never asked.
 */
public final class FlowFilters {

    private static final FlowFilters EVERYTHING = new FlowFilters(List.of(), List.of());

    private final List<Predicate<Flow>> whitelist;
    private final List<Predicate<Flow>> blacklist;

    private FlowFilters(List<Predicate<Flow>> whitelist, List<Predicate<Flow>> blacklist) {
        this.whitelist = whitelist;
        this.blacklist = blacklist;
    }

    /** Lets every flow pass. */
    public static FlowFilters everything() {
        return EVERYTHING;
    }

    /** Compiles both lists, as Hubble reads them. */
    public static FilterResult compile(List<FlowFilter> whitelist, List<FlowFilter> blacklist) {
        try {
            return new FilterResult.Ready(
                    new FlowFilters(
                            compile("whitelist", whitelist), compile("blacklist", blacklist)));
        } catch (InvalidFilterException invalid) {
            return new FilterResult.Invalid(invalid.problem());
        }
    }

    /** Whether the flow passes. */
    public boolean matches(Flow flow) {
        return (whitelist.isEmpty() || matchesAny(whitelist, flow)) && !matchesAny(blacklist, flow);
    }

    /** Whether the flow passes; asks its message, so it suits hundreds of flows, not millions. */
    public boolean matches(dev.portcullis.hubble.Flow flow) {
        return this == EVERYTHING || matches(FlowMessages.write(flow));
    }

    /** Whether every flow passes, so that none need be asked. */
    public boolean isEverything() {
        return whitelist.isEmpty() && blacklist.isEmpty();
    }

    private static boolean matchesAny(List<Predicate<Flow>> filters, Flow flow) {
        for (Predicate<Flow> filter : filters) {
            if (filter.test(flow)) {
                return true;
            }
        }
        return false;
    }

    private static List<Predicate<Flow>> compile(String list, List<FlowFilter> filters)
            throws InvalidFilterException {
        var compiled = new ArrayList<Predicate<Flow>>(filters.size());
        for (int i = 0; i < filters.size(); i++) {
            try {
                compiled.add(CompiledFilter.of(filters.get(i)));
            } catch (InvalidFilterException invalid) {
                throw new InvalidFilterException("%s[%d].%s".formatted(list, i, invalid.problem()));
            }
        }
        return List.copyOf(compiled);
    }
}
