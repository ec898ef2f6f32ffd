package dev.portcullis.userservice.users;

/** What came of creating a user. */
public sealed interface CreateResult {
    /** It exists now. */
    record Created(User user) implements CreateResult {}

    /** It was created by an earlier sending of the same attempt; this is the user as it is now. */
    record Replayed(User user) implements CreateResult {}

    /** It was created by an earlier sending of the same attempt, and has been deleted since. */
    record Gone() implements CreateResult {}

    /** The attempt's key was used before, for something else. */
    record KeyReused() implements CreateResult {}

    /** Another user has this e-mail address. */
    record EmailTaken() implements CreateResult {}
}
