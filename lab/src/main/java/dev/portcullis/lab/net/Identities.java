package dev.portcullis.lab.net;

import dev.portcullis.policy.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives every set of labels its identity number, from 256 up as Cilium does. The number follows from the labels, so that
 * a restarted lab gives the same ones, unless two sets want the same.
 */
public final class Identities {

    private static final int FIRST = 1024;
    private static final int COUNT = 64000;

    private final Map<Labels, Integer> numbers = new HashMap<>();
    private final Map<Integer, Labels> taken = new HashMap<>();

    /** The identity of these labels; the same for equal sets. */
    public synchronized int number(Labels labels) {
        return numbers.computeIfAbsent(labels, this::next);
    }

    private int next(Labels labels) {
        int wanted = Math.floorMod(labels.toString().hashCode(), COUNT);
        while (taken.containsKey(FIRST + wanted)) {
            wanted = (wanted + 1) % COUNT;
        }
        taken.put(FIRST + wanted, labels);
        return FIRST + wanted;
    }
}
