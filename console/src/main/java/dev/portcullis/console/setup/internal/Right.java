package dev.portcullis.console.setup.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Something the console must be allowed to do.
 *
 * @param namespace where; empty means in every namespace, or that the resource has none
 * @param group the API group; empty for the core
 * @param resource the plural, as {@code pods}
 * @param subresource as {@code log}; empty without
 * @param verb as {@code list}
 */
record Right(
        Optional<String> namespace,
        String group,
        String resource,
        String subresource,
        String verb) {

    /** Reads a line such as {@code users: pods/log: get} or {@code everywhere: jobs.batch: list watch}. */
    static List<Right> parse(String line) {
        String[] parts = line.split(": ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("\"%s\" names no rights".formatted(line));
        }
        String[] name = parts[1].split("\\.", 2);
        String[] resource = name[0].split("/", 2);
        return Arrays.stream(parts[2].split(" "))
                .map(
                        verb ->
                                new Right(
                                        Optional.of(parts[0])
                                                .filter(where -> !where.equals("everywhere")),
                                        name.length > 1 ? name[1] : "",
                                        resource[0],
                                        resource.length > 1 ? resource[1] : "",
                                        verb))
                .toList();
    }

    /** The same question for kubectl. */
    String kubectl() {
        return "kubectl auth can-i %s %s%s%s"
                .formatted(
                        verb,
                        resource + (group.isEmpty() ? "" : "." + group),
                        subresource.isEmpty() ? "" : " --subresource=" + subresource,
                        namespace.map(name -> " -n " + name).orElse(" -A"));
    }

    @Override
    public String toString() {
        return "%s %s%s%s"
                .formatted(
                        verb,
                        resource,
                        subresource.isEmpty() ? "" : "/" + subresource,
                        namespace.map(name -> " in " + name).orElse(""));
    }
}
