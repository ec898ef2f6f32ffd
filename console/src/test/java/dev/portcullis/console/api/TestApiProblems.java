package dev.portcullis.console.api;

/** What the running console answers instead of an exception, for tests of single controllers. */
public final class TestApiProblems {
    private TestApiProblems() {}

    /** The advice to set beside the controllers. */
    public static Object advice() {
        return new ApiProblems();
    }
}
