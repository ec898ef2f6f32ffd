package dev.portcullis.hubble;

/** What came of asking a server. */
public sealed interface Answer<T> {

    /** It answered. */
    record Given<T>(T value) implements Answer<T> {}

    /** It did not; {@code reason} is a sentence that names it. */
    record Missing<T>(String reason) implements Answer<T> {}
}
