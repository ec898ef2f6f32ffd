package dev.portcullis.policycli.command;

import dev.portcullis.policy.ClusterFacts;
import dev.portcullis.policy.IpAddress;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policycli.ask.PeerReader;
import dev.portcullis.policycli.input.ClusterObjects;
import dev.portcullis.policycli.input.Documents;
import dev.portcullis.policycli.input.Endpoints;
import dev.portcullis.policycli.input.PolicyFolder;
import dev.portcullis.policycli.input.Tree;
import dev.portcullis.policycli.input.UnreadableInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What is known of the cluster: the same options for every command. */
final class ClusterOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--endpoints",
            paramLabel = "FILE",
            description =
                    "The endpoints there are: Pods, CiliumEndpoints or the short form; YAML or JSON.")
    private @Nullable Path endpoints;

    @Option(
            names = "--dns",
            paramLabel = "FILE",
            description = "The DNS cache for toFQDNs: a map of names to lists of addresses.")
    private @Nullable Path dns;

    @Option(
            names = "--cluster-name",
            defaultValue = "default",
            paramLabel = "NAME",
            description = "The name of this cluster (default: ${DEFAULT-VALUE}).")
    private String clusterName = "default";

    @Option(
            names = "--enforcement",
            defaultValue = "default",
            paramLabel = "MODE",
            description = "policyEnforcementMode: ${COMPLETION-CANDIDATES} (default: default).")
    private ClusterFacts.Enforcement enforcement = ClusterFacts.Enforcement.DEFAULT;

    @Option(
            names = "--cidr-matches-nodes",
            description = "The cluster runs with policyCIDRMatchMode: nodes.")
    private boolean cidrMatchesNodes;

    @Option(
            names = "--no-allow-localhost",
            description = "The cluster runs with allow-localhost: policy.")
    private boolean noAllowLocalhost;

    @Option(
            names = "--ignore-invalid",
            description =
                    "Leave invalid policies out, as Cilium does, instead of refusing them all.")
    private boolean ignoreInvalid;

    /** Everything that was given, compiled. */
    record Cluster(PolicySet policies, Endpoints endpoints, PeerReader peers) {}

    /** Reads and compiles; invalid policies are refused unless they are to be left out. */
    Cluster load(Path folder) {
        PolicyFolder read = PolicyFolder.read(folder);
        note(read);
        return with(read);
    }

    /** Compiles what was read from a folder. */
    Cluster with(PolicyFolder read) {
        List<Tree> objects = new ArrayList<>(read.objects());
        if (endpoints != null) {
            objects.addAll(endpointObjects(endpoints));
        }
        ClusterObjects known = new ClusterObjects(clusterName, objects);
        Endpoints found = new Endpoints(objects, known);
        return new Cluster(
                PolicySet.compile(read.policies(), facts(known)),
                found,
                new PeerReader(found, known));
    }

    /** Says on stderr what was left aside or does less than it seems, and refuses what is invalid. */
    void note(PolicyFolder read) {
        read.ignored()
                .forEach(
                        (kind, count) ->
                                warn("left aside: " + count + " of kind " + shortened(kind)));
        read.warnings().forEach(one -> warn("warning: " + one));
        if (read.problems().isEmpty()) {
            return;
        }
        read.problems().forEach(one -> warn((ignoreInvalid ? "left out: " : "invalid: ") + one));
        if (!ignoreInvalid) {
            throw new UnreadableInput(
                    read.problems().size()
                            + " problems in policies. Mend them, or leave those policies out with --ignore-invalid.");
        }
    }

    private void warn(String text) {
        command.commandLine().getErr().println("policy: " + text);
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    /** Objects of a file of endpoints; the short form may stand in a map {@code endpoints: […]}. */
    private static List<Tree> endpointObjects(Path file) {
        List<Tree> objects = new ArrayList<>();
        for (Tree object : Documents.objects(file)) {
            if (object.at("kind").isPresent() || !object.at("endpoints").isPresent()) {
                objects.add(object);
            } else {
                objects.addAll(object.at("endpoints").list());
            }
        }
        return objects;
    }

    private ClusterFacts facts(ClusterObjects known) {
        ClusterFacts facts =
                new ClusterFacts(
                        clusterName,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        new ClusterFacts.Settings(
                                enforcement, cidrMatchesNodes, !noAllowLocalhost));
        facts = known.addTo(facts);
        return dns == null ? facts : facts.withDns(resolved(dns));
    }

    private static Map<String, Set<IpAddress>> resolved(Path file) {
        Map<String, Set<IpAddress>> names = new HashMap<>();
        for (Tree document : Documents.read(file)) {
            if (!(document.value() instanceof Map<?, ?> map)) {
                throw new UnreadableInput(file + " is no map of names to lists of addresses.");
            }
            map.forEach(
                    (name, addresses) -> {
                        Set<IpAddress> found =
                                names.computeIfAbsent(
                                        String.valueOf(name).toLowerCase(Locale.ROOT),
                                        _ -> new HashSet<>());
                        for (Tree address : new Tree(addresses).list()) {
                            found.add(
                                    address.text()
                                            .flatMap(IpAddress::parse)
                                            .orElseThrow(
                                                    () ->
                                                            new UnreadableInput(
                                                                    file
                                                                            + ": "
                                                                            + name
                                                                            + " has something that is no address.")));
                        }
                    });
        }
        return names;
    }
}
