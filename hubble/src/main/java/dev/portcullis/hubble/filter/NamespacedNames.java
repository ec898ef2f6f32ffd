package dev.portcullis.hubble.filter;

import dev.portcullis.hubble.proto.flow.Endpoint;
import dev.portcullis.hubble.proto.flow.Flow;
import dev.portcullis.hubble.proto.flow.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Namespaces and the beginnings of names: {@code ns/prefix}, {@code ns/} for a whole namespace,
 * {@code /prefix} or {@code prefix} for any. (Only the hubble tool reads a bare prefix as the
 * namespace "default".)
 */
record NamespacedNames(List<Pattern> patterns) {

    private record Pattern(String namespace, String prefix) {
        boolean matches(String itsNamespace, String itsName) {
            return (namespace.isEmpty() || namespace.equals(itsNamespace))
                    && itsName.startsWith(prefix);
        }
    }

    static Predicate<Flow> pods(List<String> values, Function<Flow, Endpoint> endpoint)
            throws InvalidFilterException {
        NamespacedNames names = of(values);
        return flow -> {
            Endpoint at = endpoint.apply(flow);
            return names.match(at.getNamespace(), at.getPodName());
        };
    }

    static Predicate<Flow> services(List<String> values, Function<Flow, Service> service)
            throws InvalidFilterException {
        NamespacedNames names = of(values);
        return flow -> {
            Service at = service.apply(flow);
            return names.match(at.getNamespace(), at.getName());
        };
    }

    private static NamespacedNames of(List<String> values) throws InvalidFilterException {
        var patterns = new ArrayList<Pattern>(values.size());
        for (String value : values) {
            int slash = value.indexOf('/');
            String namespace = slash < 0 ? "" : value.substring(0, slash);
            String prefix = value.substring(slash + 1);
            if (namespace.isEmpty() && prefix.isEmpty()) {
                throw new InvalidFilterException(
                        "\"%s\" must be [namespace/][name], with one of them".formatted(value));
            }
            patterns.add(new Pattern(namespace, prefix));
        }
        return new NamespacedNames(List.copyOf(patterns));
    }

    private boolean match(String namespace, String name) {
        if (namespace.isEmpty() && name.isEmpty()) {
            return false;
        }
        for (Pattern pattern : patterns) {
            if (pattern.matches(namespace, name)) {
                return true;
            }
        }
        return false;
    }
}
