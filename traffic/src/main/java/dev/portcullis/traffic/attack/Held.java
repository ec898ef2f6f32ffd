package dev.portcullis.traffic.attack;

/** What became of the session an attacker got earlier and kept. */
public enum Held {
    /** No session was ever got. */
    NONE,
    /** The session still answers. */
    ALIVE,
    /** The session no longer answers. */
    CUT
}
