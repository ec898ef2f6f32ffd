package dev.portcullis.userservice.users;

/** What came of deleting a user. */
public sealed interface DeleteResult {
    /** It is gone, for good. */
    record Deleted() implements DeleteResult {}

    /** Somebody changed it first; this is their version. */
    record Stale(long version) implements DeleteResult {}

    /** There is no such user. */
    record NotFound() implements DeleteResult {}
}
