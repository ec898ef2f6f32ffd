package dev.portcullis.bench.policy;

import dev.portcullis.policy.Connection;
import dev.portcullis.policy.verdict.PolicySet;
import dev.portcullis.policy.verdict.Verdict;
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

/** Verdicts a second on one core, both sides of each connection, over 1,000 identities. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class VerdictBenchmark {

    /** How many policies there are. */
    @Param({"10", "500", "5000"})
    public int policies;

    private List<Connection> seldom = List.of();
    private List<Connection> often = List.of();
    private PolicySet set = PolicySet.compile(List.of());
    private int next;

    @Setup
    public void anEstate() {
        Estate estate = new Estate();
        set = PolicySet.compile(estate.policies(policies));
        seldom = estate.connections(2_000_000);
        often = seldom.subList(0, 20_000);
    }

    /** Two million connections in turn, more than are remembered: nearly each is decided anew. */
    @Benchmark
    public Verdict decidedAnew() {
        next = next + 1 == seldom.size() ? 0 : next + 1;
        return set.decide(seldom.get(next));
    }

    /** Twenty thousand connections in turn, as in a live cluster: they are remembered. */
    @Benchmark
    public Verdict remembered() {
        next = next + 1 >= often.size() ? 0 : next + 1;
        return set.decide(often.get(next));
    }
}
