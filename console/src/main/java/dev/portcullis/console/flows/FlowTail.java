package dev.portcullis.console.flows;

/**
 * Hands out the kept flows piece by piece, to readers who come back for what is new. Nothing is kept for a reader: one
 * that comes rarely is told how much it missed.
 */
public interface FlowTail {
    /**
     * What came after a cursor.
     *
     * @param cursor of the page before; empty, or of an earlier run of the console, to begin with the newest
     * @param query which flows, and at most how many; interruptions are not counted
     */
    FlowPage after(String cursor, FlowQuery query);
}
