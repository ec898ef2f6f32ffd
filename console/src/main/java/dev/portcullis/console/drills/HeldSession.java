package dev.portcullis.console.drills;

/** What became of the session the attacker got first and kept. */
public enum HeldSession {
    /** It never got one. */
    NONE,
    /** It still answers. */
    ALIVE,
    /** It does not answer any more. */
    CUT
}
