package dev.portcullis.clusterchecks;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ValidatingAdmissionPolicy, evaluated as the API server does it: variables in their order, then every validation;
 * one that is false or fails refuses the object.
 */
final class AdmissionPolicy {

    private static final Cel CEL =
            CelFactory.standardCelBuilder()
                    .setOptions(CelOptions.current().build())
                    .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                    .addVar("object", SimpleType.DYN)
                    .addVar("oldObject", SimpleType.DYN)
                    .addVar("params", SimpleType.DYN)
                    .addVar("variables", SimpleType.DYN)
                    .addVar("request", SimpleType.DYN)
                    .build();

    private final Map<String, CelRuntime.Program> variables = new LinkedHashMap<>();
    private final Map<String, CelRuntime.Program> validations = new LinkedHashMap<>();
    private final List<CelRuntime.Program> conditions;
    private final Object params;

    AdmissionPolicy(Map<String, Object> policy, Map<String, Object> params) {
        this.params = params;
        this.conditions =
                Manifests.maps(policy, "spec", "matchConditions").stream()
                        .map(each -> compile(Manifests.string(each, "expression")))
                        .toList();
        Manifests.maps(policy, "spec", "variables")
                .forEach(
                        each ->
                                variables.put(
                                        Manifests.string(each, "name"),
                                        compile(Manifests.string(each, "expression"))));
        Manifests.maps(policy, "spec", "validations")
                .forEach(
                        each ->
                                validations.put(
                                        Manifests.string(each, "message"),
                                        compile(Manifests.string(each, "expression"))));
    }

    /** Whether a request of this account in this namespace is held to the policy at all. */
    boolean concerns(String namespace, String username) {
        var request = Map.of("namespace", namespace, "userInfo", Map.of("username", username));
        return conditions.stream()
                .allMatch(
                        each -> {
                            try {
                                return Boolean.TRUE.equals(each.eval(Map.of("request", request)));
                            } catch (CelEvaluationException failure) {
                                throw new AssertionError(failure);
                            }
                        });
    }

    /** The messages of the validations that refuse a new object; none admits it. */
    List<String> refusals(Object object) {
        return refusals(object, Map.of());
    }

    /** The same for an object in the place of another. */
    List<String> refusals(Object object, Object before) {
        Map<String, Object> given =
                Map.of("object", numbered(object), "oldObject", numbered(before), "params", params);
        Map<String, Object> known = new HashMap<>();
        variables.forEach((name, program) -> known.put(name, evaluate(program, given, known)));
        return validations.entrySet().stream()
                .filter(each -> !Boolean.TRUE.equals(evaluate(each.getValue(), given, known)))
                .map(Map.Entry::getKey)
                .toList();
    }

    List<String> messages() {
        return List.copyOf(validations.keySet());
    }

    /** The value, or a text about the failure, which is never true. */
    private static Object evaluate(
            CelRuntime.Program program, Map<String, Object> given, Map<String, Object> known) {
        try {
            Map<String, Object> all = new HashMap<>(given);
            all.put("variables", known);
            return program.eval(all);
        } catch (CelEvaluationException failure) {
            return "failed: " + failure.getMessage();
        }
    }

    /** Whole numbers as CEL knows them, 64 bits wide. */
    private static Object numbered(Object tree) {
        return switch (tree) {
            case Integer number -> number.longValue();
            case List<?> list -> list.stream().map(AdmissionPolicy::numbered).toList();
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, each -> numbered(each.getValue())));
            default -> tree;
        };
    }

    private static CelRuntime.Program compile(String expression) {
        try {
            return CEL.createProgram(CEL.compile(expression).getAst());
        } catch (CelValidationException | CelEvaluationException broken) {
            throw new AssertionError(expression, broken);
        }
    }

    /** The object with what a person or an attacker would write otherwise. */
    @SafeVarargs
    static Map<String, Object> with(
            Map<String, Object> object,
            java.util.function.Consumer<Map<String, Object>>... changes) {
        Map<String, Object> copy = Manifests.map(copy(object));
        Stream.of(changes).forEach(change -> change.accept(copy));
        return copy;
    }

    private static Object copy(Object tree) {
        return switch (tree) {
            case List<?> list ->
                    list.stream()
                            .map(AdmissionPolicy::copy)
                            .collect(Collectors.toCollection(java.util.ArrayList::new));
            case Map<?, ?> map -> {
                Map<Object, Object> copied = new LinkedHashMap<>();
                map.forEach((key, value) -> copied.put(key, copy(value)));
                yield copied;
            }
            default -> tree;
        };
    }
}
