package dev.portcullis.console.flows.internal;

import static dev.portcullis.console.flows.TestFlows.USER_SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.hubble.Flow;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** T9 of the stream contract in short: what was seen long ago takes no memory. */
class SoakTest {
    private static final int HOUR = 60_000;
    private static final long MEBI = 1024 * 1024;

    private final TestStoreOf the = new TestStoreOf();

    @Test
    void hoursOfTrafficBetweenEverNewPodsTakeNoMoreMemoryThanTheFirst() {
        int hour = 0;
        for (; hour < 3; hour++) {
            traffic(hour);
        }
        long before = live();
        for (; hour < 15; hour++) {
            traffic(hour);
        }

        assertThat(live() - before).as("growth in bytes").isLessThan(8 * MEBI);
        // Kept alive until here, or there would be nothing to measure
        assertThat(the.store.map().nodes()).isNotEmpty();
    }

    /** An hour's worth in which every workload is another one than in the hour before. */
    private void traffic(int hour) {
        List<Flow> flows = new ArrayList<>();
        for (int i = 0; i < HOUR; i++) {
            var client =
                    TestFlows.pod(
                            "team-" + i % 50, "job-%d-%d".formatted(hour, i % 900), "Job", 40_000);
            flows.add(TestFlows.packet(the.now(), client, USER_SERVICE));
            if (flows.size() == 1_000) {
                the.take(flows);
                the.store.drain();
                the.clock.pass(Duration.ofMinutes(1));
                flows.clear();
            }
        }
    }

    private static long live() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (int i = 0; i < 3; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
