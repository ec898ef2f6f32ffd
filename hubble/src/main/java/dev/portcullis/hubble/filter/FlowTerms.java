package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.Flow;
import dev.portcullis.hubble.FlowMessages;
import dev.portcullis.hubble.proto.flow.FlowFilter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The conditions a person set, and their form in an address. Values of one field are alternatives, fields
 * must all hold, and what a negated one names is left out: {@code verdict=dropped&not-port=53}. Decided by
 * {@link FlowFilters}: an allow list per field, one deny list for all that is negated.
 */
public record FlowTerms(List<FlowTerm> terms) {
    private static final String NOT = "not-";
    private static final int MAX_TERMS = 50;
    private static final int MAX_VALUE = 500;
    public static final FlowTerms NONE = new FlowTerms(List.of());

    public FlowTerms {
        terms = List.copyOf(terms);
    }

    /**
     * Reads them from an address. Parameters that are no field's are left alone: they mean something to
     * others.
     */
    public static TermsResult parse(Map<String, List<String>> parameters) {
        var terms = new ArrayList<FlowTerm>();
        for (var parameter : parameters.entrySet()) {
            boolean negated = parameter.getKey().startsWith(NOT);
            var field =
                    FlowField.of(
                            negated
                                    ? parameter.getKey().substring(NOT.length())
                                    : parameter.getKey());
            if (field.isEmpty()) {
                if (negated) {
                    return new TermsResult.Invalid(
                            parameter.getKey(), "there is no such field; see /api/v1/flows/fields");
                }
                continue;
            }
            for (var value : parameter.getValue()) {
                if (value.length() > MAX_VALUE) {
                    return new TermsResult.Invalid(
                            parameter.getKey(),
                            "a value has at most %d characters".formatted(MAX_VALUE));
                }
                for (var one : split(field.get(), value)) {
                    terms.add(new FlowTerm(field.get(), negated, one));
                }
            }
        }
        return new FlowTerms(terms).compile();
    }

    /** As an address has them, in the order they were set; {@link #parse} reads them again. */
    public Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var term : terms) {
            parameters.computeIfAbsent(parameter(term), _ -> new ArrayList<>()).add(term.value());
        }
        return parameters;
    }

    /** The condition they make. */
    public TermsResult compile() {
        if (terms.size() > MAX_TERMS) {
            return new TermsResult.Invalid(
                    parameter(terms.get(MAX_TERMS)),
                    "at most %d conditions are read at once".formatted(MAX_TERMS));
        }
        var wanted = new LinkedHashMap<FlowField, List<FlowFilter>>();
        var unwanted = new ArrayList<FlowFilter>();
        var policies = new ArrayList<String>();
        var otherPolicies = new ArrayList<String>();
        for (var term : terms) {
            if (term.value().isBlank()) {
                return new TermsResult.Invalid(parameter(term), "the value is empty");
            }
            if (term.field() == FlowField.POLICY) {
                (term.negated() ? otherPolicies : policies).add(term.value());
                continue;
            }
            List<FlowFilter> filters;
            try {
                filters = TermFilters.of(term.field(), term.value());
                for (var filter : filters) {
                    CompiledFilter.of(filter);
                }
            } catch (InvalidFilterException invalid) {
                return new TermsResult.Invalid(parameter(term), sentence(invalid));
            }
            (term.negated()
                            ? unwanted
                            : wanted.computeIfAbsent(term.field(), _ -> new ArrayList<>()))
                    .addAll(filters);
        }
        var lists = new ArrayList<FlowFilters>();
        wanted.values().forEach(filters -> lists.add(ready(filters, List.of())));
        if (!unwanted.isEmpty()) {
            lists.add(ready(List.of(), unwanted));
        }
        return new TermsResult.Ready(this, condition(lists, policies, otherPolicies));
    }

    private static Predicate<Flow> condition(
            List<FlowFilters> lists, List<String> policies, List<String> otherPolicies) {
        return flow -> {
            if (!policies.isEmpty() && !names(flow, policies)
                    || !otherPolicies.isEmpty() && names(flow, otherPolicies)) {
                return false;
            }
            if (lists.isEmpty()) {
                return true;
            }
            var message = FlowMessages.write(flow);
            for (var list : lists) {
                if (!list.matches(message)) {
                    return false;
                }
            }
            return true;
        };
    }

    private static boolean names(Flow flow, List<String> policies) {
        for (var named : FlowField.POLICY.valuesOf(flow)) {
            for (var asked : policies) {
                if (named.equals(asked) || named.endsWith("/" + asked)) {
                    return true;
                }
            }
        }
        return false;
    }

    // Each filter was compiled once already, so both lists are sound.
    private static FlowFilters ready(List<FlowFilter> allow, List<FlowFilter> deny) {
        return switch (FlowFilters.compile(allow, deny)) {
            case FilterResult.Ready(var filters) -> filters;
            case FilterResult.Invalid(var problem) -> throw new IllegalStateException(problem);
        };
    }

    private static String parameter(FlowTerm term) {
        return (term.negated() ? NOT : "") + term.field().key();
    }

    // "source_port: \"x\" is no port" speaks of Hubble's field; ours is said already.
    private static String sentence(InvalidFilterException invalid) {
        return invalid.problem().replaceFirst("^[a-z_]+: ", "");
    }

    private static List<String> split(FlowField field, String value) {
        return field == FlowField.VERDICT && !value.isBlank()
                ? java.util.Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList()
                : value.isEmpty() ? List.of() : List.of(value);
    }
}
