package dev.portcullis.lab.net;

import dev.portcullis.hubble.proto.flow.TCPFlags;

/** The TCP packets whose passing the lab reports, by their flags. */
enum Packet {
    SYN("SYN", TCPFlags.newBuilder().setSYN(true)),
    SYN_ACK("SYN, ACK", TCPFlags.newBuilder().setSYN(true).setACK(true)),
    ACK("ACK", TCPFlags.newBuilder().setACK(true)),
    DATA("ACK, PSH", TCPFlags.newBuilder().setPSH(true).setACK(true)),
    FIN("ACK, FIN", TCPFlags.newBuilder().setFIN(true).setACK(true)),
    RST("RST", TCPFlags.newBuilder().setRST(true));

    private final String words;
    private final TCPFlags flags;

    Packet(String words, TCPFlags.Builder flags) {
        this.words = words;
        this.flags = flags.build();
    }

    /** As Hubble's summary names the flags. */
    String words() {
        return words;
    }

    TCPFlags flags() {
        return flags;
    }
}
