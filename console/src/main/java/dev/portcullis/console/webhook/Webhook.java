package dev.portcullis.console.webhook;

import dev.portcullis.console.access.User;
import java.util.List;
import java.util.Optional;

/** The one webhook of this console. */
public interface Webhook {
    /** Where it goes, without what the path may hide; empty if it is off. */
    Optional<String> target();

    /** Why nothing can be told though a target is set; empty if all is well. */
    Optional<String> problem();

    /** The newest first, at most 200. */
    List<Delivery> newest();

    /** How many wait. */
    int waiting();

    /** Tells the receiver that this is a test. It is in the audit log before it is done. Empty if it was queued. */
    Optional<String> test(User user);

    /** Calls back when a delivery changed, on a thread that must not be held up. */
    Registration onChange(Runnable listener);

    /** Ends the calls. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
