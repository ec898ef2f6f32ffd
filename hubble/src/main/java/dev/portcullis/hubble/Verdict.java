package dev.portcullis.hubble;

/** What became of the packet or request. In the order of Hubble's numbers, which start at 0. */
public enum Verdict {
    UNKNOWN,
    FORWARDED,
    DROPPED,
    ERROR,
    AUDIT,
    REDIRECTED,
    TRACED,
    TRANSLATED,
    /** A number this build has no word for; {@link Flow#verdictNumber} keeps it. */
    UNRECOGNIZED;

    private static final Verdict[] ALL = values();

    /** The verdict with Hubble's {@code number}; {@link #UNRECOGNIZED} if there is none. */
    public static Verdict of(int number) {
        return number >= 0 && number < UNRECOGNIZED.ordinal() ? ALL[number] : UNRECOGNIZED;
    }
}
