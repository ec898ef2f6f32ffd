package dev.portcullis.bench.policy;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.flows.ObservedFlow;
import dev.portcullis.policy.preview.PolicyChange;
import dev.portcullis.policy.preview.Preview;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Preview of a change among 500 policies, over 1,000,000 recorded flows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PreviewBenchmark {

    /** How many different connections the flows are of. */
    @Param({"10000", "100000"})
    public int connections;

    /** One workload's policy removed, or one put that is about every pod. */
    @Param({"workload", "everything"})
    public String about = "workload";

    private List<Policy> policies = List.of();
    private PolicySet current = PolicySet.compile(List.of());
    private List<ObservedFlow> flows = List.of();
    private FlowWindow window = FlowWindow.EMPTY;
    private List<PolicyChange> change = List.of();

    @Setup
    public void anEstate() {
        Estate estate = new Estate();
        policies = estate.policies(500);
        flows = estate.flows(1_000_000, connections);
        window = FlowWindow.fold(flows, 0);
        current = PolicySet.compile(policies);
        change =
                about.equals("workload")
                        ? List.of(new PolicyChange.Remove(policies.getFirst().id()))
                        : List.of(new PolicyChange.Put(CpuFigures.wall()));
    }

    /** From recorded flows and policies as read: nothing is compiled, folded or remembered. */
    @Benchmark
    public Preview fromNothing() {
        return Preview.of(PolicySet.compile(policies), change, FlowWindow.fold(flows, 0));
    }

    /** While typing: the window is folded and the present policies have answered before. */
    @Benchmark
    public Preview whileTyping() {
        return Preview.of(current, change, window);
    }

    /** The folding alone. */
    @Benchmark
    public FlowWindow fold() {
        return FlowWindow.fold(flows, 0);
    }
}
