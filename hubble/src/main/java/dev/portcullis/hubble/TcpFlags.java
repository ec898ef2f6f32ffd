package dev.portcullis.hubble;

import java.util.StringJoiner;

/**
 * The flags of a TCP segment.
 *
 * @param bits one bit per flag, as in the TCP header, with NS as the ninth
 */
public record TcpFlags(int bits) {
    public static final int FIN = 1;
    public static final int SYN = 2;
    public static final int RST = 4;
    public static final int PSH = 8;
    public static final int ACK = 16;
    public static final int URG = 32;
    public static final int ECE = 64;
    public static final int CWR = 128;
    public static final int NS = 256;

    public static final TcpFlags NONE = new TcpFlags(0);

    private static final String[] NAMES = {
        "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "NS"
    };

    private static final TcpFlags[] ALL = new TcpFlags[512];

    static {
        for (int bits = 0; bits < ALL.length; bits++) {
            ALL[bits] = new TcpFlags(bits);
        }
    }

    /** The flags with these bits; the same object each time. */
    public static TcpFlags of(int bits) {
        return ALL[bits & 511];
    }

    /** Whether all of these flags are set. */
    public boolean has(int flags) {
        return (bits & flags) == flags;
    }

    /** A SYN that asks, not the SYN-ACK that answers: one attempt to connect, or its repetition. */
    public boolean isFirstSyn() {
        return has(SYN) && !has(ACK);
    }

    /** As the hubble tool prints them: {@code SYN, ACK}. */
    @Override
    public String toString() {
        var names = new StringJoiner(", ");
        for (int i = 0; i < NAMES.length; i++) {
            if ((bits & 1 << i) != 0) {
                names.add(NAMES[i]);
            }
        }
        return names.toString();
    }
}
