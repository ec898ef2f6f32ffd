package dev.portcullis.bench.policy;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.read.ParseResult;
import dev.portcullis.policy.read.PolicyParser;
import dev.portcullis.policy.read.PolicyPrinter;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** How long 5,000 policies take until they can be asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class CompileBenchmark {

    private List<Policy> policies = List.of();
    private List<Map<String, Object>> trees = List.of();

    @Setup
    public void anEstate() {
        policies = new Estate().policies(5_000);
        trees = policies.stream().map(PolicyPrinter::tree).toList();
    }

    /** From policies to a set that answers. */
    @Benchmark
    public PolicySet compile() {
        return PolicySet.compile(policies);
    }

    /** From the trees that YAML gives to checked policies. */
    @Benchmark
    public void read(Blackhole sink) {
        for (Map<String, Object> tree : trees) {
            if (PolicyParser.parse(tree) instanceof ParseResult.Parsed parsed) {
                sink.consume(parsed);
            } else {
                throw new IllegalStateException("a policy that was printed is not read");
            }
        }
    }
}
