package dev.portcullis.console.questions;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * The flows an answer rests on, and what is missing from them.
 *
 * @param from the oldest of them; empty if there are none
 * @param to the newest
 * @param flows how many events, not packets
 * @param lost how many more are known to have been lost within that time
 * @param gaps in how many spans of that time an unknown number may be missing
 */
public record ObservedWindow(
        Optional<Instant> from, Optional<Instant> to, long flows, long lost, int gaps) {

    /** From the oldest to the newest. */
    public Duration length() {
        return from.isPresent() && to.isPresent()
                ? Duration.between(from.get(), to.get())
                : Duration.ZERO;
    }

    /** {@code from 4 min of flows (9,812 events), none known to be lost}. */
    public String words() {
        if (flows == 0) {
            return "no flows are kept";
        }
        var span = length();
        var time =
                span.toMinutes() >= 120
                        ? span.toHours() + " h"
                        : span.toMinutes() >= 2
                                ? span.toMinutes() + " min"
                                : Math.max(1, span.toSeconds()) + " s";
        return "from %s of flows (%s), %s"
                .formatted(time, flows == 1 ? "1 event" : "%,d events".formatted(flows), losses());
    }

    private String losses() {
        if (lost == 0 && gaps == 0) {
            return "none known to be lost";
        }
        var unknown =
                gaps == 0
                        ? ""
                        : " and an unknown number in %d gap%s"
                                .formatted(gaps, gaps == 1 ? "" : "s");
        return String.format(Locale.ROOT, "%,d known to be lost", lost) + unknown;
    }
}
