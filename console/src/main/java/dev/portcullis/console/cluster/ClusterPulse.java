package dev.portcullis.console.cluster;

import java.time.Instant;

/** Whether the Kubernetes API answers. */
public interface ClusterPulse {
    /** How it is now, as far as the last look a few seconds ago says. */
    State state();

    /** Calls back whenever the state changes, on a thread of the pulse. */
    Registration onChange(Runnable listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** What is known. */
    sealed interface State {
        /** Nothing yet: the first look is under way. */
        record Unknown() implements State {}

        /** It answers. */
        record Answering(Instant since) implements State {}

        /** It does not. Whatever is shown of the cluster is as old as {@code since}. */
        record Silent(Instant since, String why) implements State {}
    }
}
