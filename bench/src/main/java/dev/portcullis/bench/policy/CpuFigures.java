package dev.portcullis.bench.policy;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.EntityKind;
import dev.portcullis.policy.PeerRule;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import dev.portcullis.policy.Selector;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.preview.PolicyChange;
import dev.portcullis.policy.preview.Preview;
import dev.portcullis.policy.read.YamlReader;
import dev.portcullis.policy.read.YamlResult;
import dev.portcullis.policy.verdict.PolicySet;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The same questions as the benchmarks beside it, in CPU time of the one thread that works: for
 * machines that do something else as well, where the clock on the wall says little. Prints the
 * median of five rounds after two of warming up.
 */
public final class CpuFigures {

    private static final int WARMING = 2;
    private static final int ROUNDS = 5;

    private CpuFigures() {}

    public static void main(String[] arguments) {
        refusals();
        for (int count : new int[] {10, 500, 5_000}) {
            Estate estate = new Estate();
            List<Policy> policies = estate.policies(count);
            List<Connection> connections = estate.connections(400_000);
            PolicySet set = PolicySet.compile(policies);
            print(
                    count + " policies, compiled",
                    "ms",
                    median(() -> PolicySet.compile(policies)) / 1e6);
            long anew = median(() -> connections.forEach(set::decide));
            print(count + " policies, decided anew", "verdicts/s", 400_000e9 / anew);
            List<Connection> often = connections.subList(0, 20_000);
            long remembered = median(() -> often.forEach(set::decide));
            print(count + " policies, remembered", "verdicts/s", 20_000e9 / remembered);
        }
        for (int different : new int[] {10_000, 100_000}) {
            Estate estate = new Estate();
            List<Policy> policies = estate.policies(500);
            List<ObservedFlow> flows = estate.flows(1_000_000, different);
            PolicySet current = PolicySet.compile(policies);
            FlowWindow window = FlowWindow.fold(flows, 0);
            String of = "1,000,000 flows of " + different + " connections, ";
            List<PolicyChange> one = List.of(new PolicyChange.Remove(policies.getFirst().id()));
            List<PolicyChange> every = List.of(new PolicyChange.Put(wall()));
            print(of + "folded", "ms", median(() -> FlowWindow.fold(flows, 0)) / 1e6);
            print(
                    of + "one workload's policy removed",
                    "ms",
                    median(() -> Preview.of(current, one, window)) / 1e6);
            print(
                    of + "every pod isolated",
                    "ms",
                    median(() -> Preview.of(current, every, window)) / 1e6);
            print(
                    of + "every pod isolated, from nothing",
                    "ms",
                    median(
                                    () ->
                                            Preview.of(
                                                    PolicySet.compile(policies),
                                                    every,
                                                    FlowWindow.fold(flows, 0)))
                            / 1e6);
        }
    }

    /** What is to be refused within 100 ms. */
    private static void refusals() {
        refusal("2,000 nested brackets", "[".repeat(2_000));
        refusal("a scalar of 4 MB", "a: " + "x".repeat(4 << 20));
        refusal("aliases", "a: &a [x]\nb: [*a, *a]\n");
    }

    private static void refusal(String what, String yaml) {
        print(
                what + ", refused",
                "µs",
                median(
                                () -> {
                                    if (!(YamlReader.read(yaml) instanceof YamlResult.Unreadable)) {
                                        throw new IllegalStateException(what + " was read");
                                    }
                                })
                        / 1e3);
    }

    /** A policy that is about every pod: the most that a preview can have to decide again. */
    static Policy wall() {
        RuleEntry own =
                RuleEntry.of(List.of(new PeerRule.Entities(List.of(EntityKind.HEALTH))), List.of());
        return Policy.of(
                PolicyId.ccnp("wall"),
                new Rule(
                        new Rule.Subject.Endpoints(Selector.EVERYTHING),
                        List.of(own),
                        List.of(),
                        List.of(own),
                        List.of(),
                        Rule.DefaultDeny.UNSAID,
                        Optional.empty(),
                        Optional.empty()));
    }

    private static long median(Runnable work) {
        List<Long> times = new ArrayList<>();
        for (int round = 0; round < WARMING + ROUNDS; round++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
            if (round >= WARMING) {
                times.add(took);
            }
        }
        Collections.sort(times);
        return times.get(times.size() / 2);
    }

    private static void print(String what, String unit, double figure) {
        System.out.printf("%-72s %,14.0f %s%n", what, figure, unit);
    }
}
