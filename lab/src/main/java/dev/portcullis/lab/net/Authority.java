package dev.portcullis.lab.net;

/** A host and a port. */
record Authority(String host, int port) {

    /** Reads {@code host[:port]}, also with an IPv6 address in brackets; a port that is none leads nowhere: 0. */
    static Authority parse(String typed, int usual) {
        int bracket = typed.lastIndexOf(']');
        int colon = typed.lastIndexOf(':');
        String host = colon > bracket ? typed.substring(0, colon) : typed;
        int port = colon > bracket ? number(typed.substring(colon + 1)) : usual;
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return new Authority(host, port);
    }

    private static int number(String digits) {
        return digits.matches("\\d{1,5}") ? Integer.parseInt(digits) : 0;
    }
}
