package dev.portcullis.policycli.input;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a folder of manifests, or a single file, holds: policies, and objects of the cluster that
 * decide with them.
 *
 * @param policies every policy that could be read
 * @param problems why others could not
 * @param warnings parts of policies that do less than they seem to
 * @param objects the other objects that matter to policies
 * @param ignored how many objects of each kind were left aside
 */
public record PolicyFolder(
        List<Policy> policies,
        List<Located> problems,
        List<Located> warnings,
        List<Tree> objects,
        Map<String, Integer> ignored) {

    private static final int MOST_FILES = 20_000;
    private static final int MOST_LEVELS = 32;

    private static final Problem TWICE =
            new Problem(
                    "",
                    "A policy of this kind and name was read already.",
                    "Keep one of them: in a cluster the later would replace the earlier.");

    private static final Problem BARE =
            new Problem(
                    "",
                    "This is a rule by itself, as Cilium's agent once took them; a cluster takes policies.",
                    "Write it under spec of a CiliumNetworkPolicy.");

    private static final Problem TIERED =
            new Problem(
                    "",
                    "Cilium 1.20 enforces this kind too, but its tiers are not modelled here.",
                    "Trust what is said only of peers that it does not speak of.");

    public PolicyFolder {
        policies = List.copyOf(policies);
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        objects = List.copyOf(objects);
    }

    /** Something said about one object of one file. */
    public record Located(Path file, String object, Problem problem) {
        @Override
        public String toString() {
            return file + ", " + object + ": " + problem;
        }
    }

    /** Reads every {@code .yaml}, {@code .yml} and {@code .json} below a folder, in order of name. */
    public static PolicyFolder read(Path folder) {
        List<Policy> policies = new ArrayList<>();
        List<Located> problems = new ArrayList<>();
        List<Located> warnings = new ArrayList<>();
        List<Tree> objects = new ArrayList<>();
        Map<String, Integer> ignored = new TreeMap<>();
        Set<PolicyId> seen = new HashSet<>();
        for (Path file : files(folder)) {
            for (Tree object : Documents.objects(file)) {
                if (PolicyParser.isPolicy(object.value())) {
                    String name = name(object);
                    switch (PolicyParser.parse(object.value())) {
                        case ParseResult.Parsed parsed -> {
                            for (Policy policy : parsed.policies()) {
                                if (seen.add(policy.id())) {
                                    policies.add(policy);
                                } else {
                                    problems.add(new Located(file, name, TWICE));
                                }
                            }
                            parsed.warnings()
                                    .forEach(one -> warnings.add(new Located(file, name, one)));
                        }
                        case ParseResult.Rejected rejected ->
                                rejected.problems()
                                        .forEach(one -> problems.add(new Located(file, name, one)));
                    }
                } else if (ClusterObjects.matters(object)) {
                    objects.add(object);
                } else if (isBareRule(object)) {
                    problems.add(new Located(file, "a rule without a policy", BARE));
                } else {
                    if (isTiered(object)) {
                        warnings.add(new Located(file, name(object), TIERED));
                    }
                    String kind = object.textAt("kind");
                    ignored.merge(
                            kind.isEmpty() ? "objects without a kind" : kind, 1, Integer::sum);
                }
            }
        }
        return new PolicyFolder(policies, problems, warnings, objects, ignored);
    }

    /** The files of Cilium's agent were lists of rules, without any kind or name. */
    private static boolean isBareRule(Tree object) {
        return !object.at("kind").isPresent()
                && (object.at("endpointSelector").isPresent()
                        || object.at("nodeSelector").isPresent())
                && (object.at("ingress").isPresent() || object.at("egress").isPresent());
    }

    private static boolean isTiered(Tree object) {
        return object.textAt("kind").equals("ClusterNetworkPolicy")
                && object.textAt("apiVersion").startsWith("policy.networking.k8s.io/");
    }

    private static List<Path> files(Path folder) {
        if (Files.isRegularFile(folder)) {
            return List.of(folder);
        }
        if (!Files.isDirectory(folder)) {
            throw new UnreadableInput(folder + ": there is no such file or folder.");
        }
        try (Stream<Path> walk = Files.walk(folder, MOST_LEVELS)) {
            List<Path> files =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
                            .limit(MOST_FILES + 1L)
                            .sorted()
                            .toList();
            if (files.size() > MOST_FILES) {
                throw new UnreadableInput(folder + " has more than " + MOST_FILES + " files.");
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            throw new UnreadableInput(folder + " cannot be read: " + unreadable.getMessage());
        }
    }

    private static String name(Tree object) {
        Tree metadata = object.at("metadata");
        String namespace = metadata.textAt("namespace");
        return object.textAt("kind")
                + " "
                + (namespace.isEmpty() ? "" : namespace + "/")
                + metadata.textAt("name");
    }
}
