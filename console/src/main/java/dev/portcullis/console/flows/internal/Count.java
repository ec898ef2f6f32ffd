package dev.portcullis.console.flows.internal;

/** What a flow adds to its edge. */
enum Count {
    /** A packet reached its destination. */
    FORWARDED,
    /** An attempt or a request was denied. */
    DROPPED,
    /** A connection was handed to the L7 proxy. */
    REDIRECTED,
    /** The proxy let a request through. */
    REQUEST,
    /** An error or an audit verdict. */
    OTHER,
    /** Only the sender's side was seen. */
    UNDECIDED,
    /** Nothing new: a reply, or the second event of a pair. */
    NOTHING
}
