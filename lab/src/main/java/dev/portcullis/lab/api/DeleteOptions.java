package dev.portcullis.lab.api;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How to delete: after which grace period in seconds (empty: the object's own), what becomes of what
 * the object owns, and which uid and resourceVersion it must still have.
 */
public record DeleteOptions(
        OptionalLong gracePeriodSeconds,
        Propagation propagation,
        Optional<String> uid,
        Optional<String> resourceVersion) {

    /** What becomes of the objects that name the deleted one as their owner. */
    public enum Propagation {
        /** They are deleted after it. */
        BACKGROUND,
        /** They are deleted first. */
        FOREGROUND,
        /** They stay, without an owner. */
        ORPHAN
    }

    /** As {@code kubectl delete} does without flags. */
    public static final DeleteOptions DEFAULT =
            new DeleteOptions(
                    OptionalLong.empty(),
                    Propagation.BACKGROUND,
                    Optional.empty(),
                    Optional.empty());

    /** Without a grace period: how a kubelet removes a pod whose processes have ended. */
    public static final DeleteOptions NOW =
            new DeleteOptions(
                    OptionalLong.of(0), Propagation.BACKGROUND, Optional.empty(), Optional.empty());

    public DeleteOptions {
        requireNonNull(gracePeriodSeconds, "gracePeriodSeconds is null");
        requireNonNull(propagation, "propagation is null");
        requireNonNull(uid, "uid is null");
        requireNonNull(resourceVersion, "resourceVersion is null");
    }
}
