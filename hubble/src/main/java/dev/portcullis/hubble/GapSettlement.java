package dev.portcullis.hubble;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/**
 * Makes a gap's estimate exact when it can be: once the stream has been quiet for a moment nothing is on its way, and
 * the server's count can be held against ours. A stream that is never quiet keeps its estimate, which is short of what
 * the server overwrote between telling its count and beginning to send.
 */
final class GapSettlement {

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(500);
    private static final int TRIES = 30;

    private final ScheduledExecutorService timer;
    private final BiConsumer<FlowStream, ServerState> settled;

    /**
     * @param settled told on the network's thread, with a count that nothing on its way belongs to
     */
    GapSettlement(ScheduledExecutorService timer, BiConsumer<FlowStream, ServerState> settled) {
        this.timer = timer;
        this.settled = settled;
    }

    /** There was a gap in what this stream began with. */
    void begin(FlowStream stream) {
        look(stream, TRIES);
    }

    private void look(FlowStream stream, int tries) {
        if (tries > 0 && !stream.isEnded()) {
            after(PAUSE, () -> watch(stream, tries));
        }
    }

    private void watch(FlowStream stream, int tries) {
        long messages = stream.messages();
        after(QUIET, () -> ask(stream, messages, tries));
    }

    private void ask(FlowStream stream, long messages, int tries) {
        if (stream.messages() != messages) {
            look(stream, tries - 1);
            return;
        }
        stream.status(
                state -> {
                    if (stream.messages() == messages) {
                        settled.accept(stream, state);
                    } else {
                        look(stream, tries - 1);
                    }
                },
                () -> look(stream, tries - 1));
    }

    private void after(Duration wait, Runnable next) {
        try {
            timer.schedule(next, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            // The client is being closed, and nobody reads on.
        }
    }
}
