package dev.portcullis.userservice.users;

/** What came of changing a user. */
public sealed interface ChangeResult {
    /** It is changed; this is what it is now. */
    record Changed(User user) implements ChangeResult {}

    /** Somebody else changed it first; this is their version. */
    record Stale(long version) implements ChangeResult {}

    /** There is no such user. */
    record NotFound() implements ChangeResult {}

    /** Another user has this e-mail address. */
    record EmailTaken() implements ChangeResult {}
}
