package dev.portcullis.lab.kubelet;

import java.util.HashSet;
import java.util.Set;

/** Gives pods addresses of 10.244.0.0/16, each in its turn, so that a freed one rests as long as can be. */
final class PodAddresses {

    private static final int FIRST = 10;
    private static final int COUNT = 60_000;

    private final Set<String> taken = new HashSet<>();
    private int last = FIRST - 1;

    synchronized String next() {
        for (int i = 0; i < COUNT; i++) {
            last = FIRST + (last + 1 - FIRST) % COUNT;
            String ip = "10.244.%d.%d".formatted(last / 256, last % 256);
            if (last % 256 != 0 && last % 256 != 255 && taken.add(ip)) {
                return ip;
            }
        }
        throw new IllegalStateException("no pod address is free");
    }

    synchronized void release(String ip) {
        taken.remove(ip);
    }
}
