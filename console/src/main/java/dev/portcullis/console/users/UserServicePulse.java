package dev.portcullis.console.users;

import java.time.Instant;
import java.util.function.Consumer;

/** Whether users can be read from the user service. It looks every few seconds while somebody follows, else it rests. */
public interface UserServicePulse {
    /** How it was at the last look. */
    State state();

    /** Looks now, waiting for the answer, and answers how it is. */
    State look();

    /** Looks at once, and calls back after each look, on a thread of the pulse. */
    Registration follow(Consumer<State> listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    /** What is known. */
    sealed interface State {
        /** Nothing: nobody has looked lately. */
        record Unknown() implements State {}

        /** Users can be read, as its database can. */
        record Serving() implements State {}

        /** They cannot, since that time; the sentence says why. */
        record Away(Instant since, String why) implements State {}
    }
}
