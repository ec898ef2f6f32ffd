package dev.portcullis.policy.read;

import static java.util.Objects.requireNonNull;

/**
 * Something wrong with a policy as written.
 *
 * @param path where, such as {@code spec.ingress[0].toPorts[1].ports[0].port}; empty for the whole
 * @param message what is wrong, as a sentence
 * @param mend what to do about it, as a sentence
 */
public record Problem(String path, String message, String mend) {

    public Problem {
        requireNonNull(path, "path is null");
        requireNonNull(message, "message is null");
        requireNonNull(mend, "mend is null");
    }

    @Override
    public String toString() {
        return (path.isEmpty() ? "" : path + ": ") + message + " " + mend;
    }
}
