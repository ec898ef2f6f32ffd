package dev.portcullis.traffic.client;

/** How one request went. */
sealed interface Answer {

    /** The service did what it was asked, or rightly said that somebody else was faster. */
    record Served() implements Answer {}

    /**
     * It was not served.
     *
     * @param why a status or the client's exception, in a few words
     */
    record Failed(String why) implements Answer {}
}
