package dev.portcullis.userservice.users;

import java.util.Set;

/** Which version a caller believes to change, so that two of them cannot undo each other's work unseen. */
public sealed interface Expected {

    /** Whether a user of this version is what the caller had in mind. */
    boolean admits(long version);

    /** Any version, as long as the user exists. */
    record Any() implements Expected {
        @Override
        public boolean admits(long version) {
            return true;
        }
    }

    /** One of these versions; none of them if the set is empty. */
    record OneOf(Set<Long> versions) implements Expected {
        public OneOf {
            versions = Set.copyOf(versions);
        }

        @Override
        public boolean admits(long version) {
            return versions.contains(version);
        }
    }
}
