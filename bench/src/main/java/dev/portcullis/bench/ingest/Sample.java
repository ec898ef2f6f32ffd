package dev.portcullis.bench.ingest;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/**
 * What some seconds of following cost.
 *
 * @param flows that were taken in
 * @param seconds that passed
 * @param cpuSeconds of the whole process, collector and compiler included
 * @param bytes allocated
 */
record Sample(long flows, double seconds, double cpuSeconds, long bytes) {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Watches a counter until it has gone up so far, or for so many seconds at most. */
    static Sample of(LongSupplier flows, long enough, double seconds) throws InterruptedException {
        long flowsBefore = flows.getAsLong();
        long cpuBefore = SYSTEM.getProcessCpuTime();
        long bytesBefore = THREADS.getTotalThreadAllocatedBytes();
        long start = System.nanoTime();
        do {
            Thread.sleep(20);
        } while (flows.getAsLong() - flowsBefore < enough
                && System.nanoTime() - start < seconds * 1e9);
        long end = System.nanoTime();
        return new Sample(
                flows.getAsLong() - flowsBefore,
                (end - start) / 1e9,
                (SYSTEM.getProcessCpuTime() - cpuBefore) / 1e9,
                THREADS.getTotalThreadAllocatedBytes() - bytesBefore);
    }

    double perSecond() {
        return flows / seconds;
    }

    /** Flows per second of one core's time. */
    double perCore() {
        return flows / cpuSeconds;
    }

    double bytesPerFlow() {
        return (double) bytes / Math.max(1, flows);
    }
}
