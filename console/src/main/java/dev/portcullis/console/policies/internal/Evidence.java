package dev.portcullis.console.policies.internal;

import dev.portcullis.console.flows.Flows;
import dev.portcullis.hubble.Flow;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes flows off the thread that reads the stream. It holds so many; when full, the newest are left
 * out, because the next flows are as good a proof.
 */
final class Evidence implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Evidence.class);
    private static final int HELD = 16_384;

    private final BlockingQueue<Flow> queue = new ArrayBlockingQueue<>(HELD);
    private final Thread reader;
    private final Flows.Following following;

    Evidence(Flows flows, EnforcementWatch watch) {
        reader =
                Thread.ofPlatform()
                        .name("policy-evidence")
                        .daemon()
                        .start(() -> readUntilInterrupted(watch::accept));
        following = flows.listen(this::offer);
    }

    /** Takes a flow, at once. */
    private void offer(Flow flow) {
        var unused = queue.offer(flow);
    }

    @Override
    public void close() {
        following.close();
        reader.interrupt();
    }

    /** A flow nobody can make sense of must not end the search for evidence in all others. */
    private static void take(Consumer<Flow> evidence, Flow flow) {
        try {
            evidence.accept(flow);
        } catch (RuntimeException e) {
            LOG.debug("A flow could not be weighed as evidence", e);
        }
    }

    private void readUntilInterrupted(Consumer<Flow> evidence) {
        try {
            while (true) {
                take(evidence, queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
