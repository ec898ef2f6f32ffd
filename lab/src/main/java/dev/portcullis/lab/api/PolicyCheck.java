package dev.portcullis.lab.api;

import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.Problem;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds policies against the parser the data plane reads them with. */
final class PolicyCheck {

    private static final Set<Kind> POLICIES =
            Set.of(
                    Kind.CILIUM_NETWORK_POLICY,
                    Kind.CILIUM_CLUSTERWIDE_NETWORK_POLICY,
                    Kind.NETWORK_POLICY);
    private static final String UNKNOWN_FIELD = "There is no field of this name here.";
    private static final Pattern STEP = Pattern.compile("[^.\\[\\]]+|\\[[0-9]+\\]");

    private PolicyCheck() {}

    /** Refuses with 422 and the path of each problem; unknown fields as {@link Validation} does. */
    static void check(Call call, Kind kind, ObjectNode object) {
        if (!POLICIES.contains(kind)) {
            return;
        }
        var problems = problems(kind, object);
        var unknown = problems.stream().filter(PolicyCheck::isUnknownField).toList();
        if (unknown.size() == problems.size() && !unknown.isEmpty()) {
            Validation.handleUnknown(call, kind, unknown.stream().map(Problem::path).toList());
            unknown.forEach(problem -> remove(object, problem.path()));
            problems = problems(kind, object);
        }
        if (!problems.isEmpty()) {
            throw ApiException.invalid(
                    kind,
                    Meta.name(object),
                    problems.stream()
                            .limit(10)
                            .map(
                                    problem ->
                                            new ApiException.Cause(
                                                    problem.path(),
                                                    "FieldValueInvalid",
                                                    problem.message() + " " + problem.mend()))
                            .toList());
        }
    }

    private static List<Problem> problems(Kind kind, ObjectNode object) {
        var named = Trees.object(kind, Meta.namespace(object), nameForParser(object));
        for (var field : List.of("spec", "specs")) {
            var value = object.get(field);
            if (value != null) {
                named.set(field, value);
            }
        }
        return switch (PolicyParser.parse(Trees.JSON.treeToValue(named, Object.class))) {
            case ParseResult.Parsed _ -> List.of();
            case ParseResult.Rejected rejected -> rejected.problems();
        };
    }

    private static String nameForParser(ObjectNode object) {
        return Meta.name(object).isEmpty() ? "unnamed" : Meta.name(object);
    }

    private static boolean isUnknownField(Problem problem) {
        return problem.message().equals(UNKNOWN_FIELD);
    }

    private static void remove(ObjectNode object, String path) {
        var steps = STEP.matcher(path).results().map(MatchResult::group).toList();
        @Nullable JsonNode at = object;
        for (var step : steps.subList(0, Math.max(0, steps.size() - 1))) {
            at = at == null ? null : step(at, step);
        }
        if (at instanceof ObjectNode owner && !steps.isEmpty()) {
            owner.remove(steps.getLast());
        }
    }

    private static @Nullable JsonNode step(JsonNode at, String step) {
        return step.startsWith("[")
                ? at.get(Integer.parseInt(step.substring(1, step.length() - 1)))
                : at.get(step);
    }
}
