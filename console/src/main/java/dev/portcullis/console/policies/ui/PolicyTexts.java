package dev.portcullis.console.policies.ui;

import dev.portcullis.console.policies.PolicyEntry;
import dev.portcullis.policy.Direction;
import dev.portcullis.policy.PortRule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Locale;

/** Short words for times, counts and scopes. */
final class PolicyTexts {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneId.systemDefault());

    private PolicyTexts() {}

    /** {@code 3 s ago} under an hour, then {@code 14:02}. */
    static String ago(Instant then, Instant now) {
        var time = Duration.between(then, now);
        if (time.compareTo(Duration.ofMinutes(1)) < 0) {
            return Math.max(0, time.toSeconds()) + " s ago";
        }
        return time.compareTo(Duration.ofHours(1)) < 0
                ? time.toMinutes() + " min ago"
                : "at " + CLOCK.format(then);
    }

    static String clock(Instant at) {
        return CLOCK.format(at);
    }

    /** {@code 3.4k}. */
    static String count(long number) {
        if (number < 1_000) {
            return Long.toString(number);
        }
        return number < 10_000
                ? String.format(Locale.ROOT, "%.1fk", number / 1000.0)
                : number / 1_000 + "k";
    }

    static String plural(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    /** {@code users · ingress, HTTP}. */
    static String scope(PolicyEntry entry) {
        var place = entry.id().namespace().isEmpty() ? "whole cluster" : entry.id().namespace();
        var about = new ArrayList<String>();
        entry.policy()
                .ifPresent(
                        policy -> {
                            for (var direction : Direction.values()) {
                                if (policy.rules().stream().anyMatch(r -> r.speaksOf(direction))) {
                                    about.add(direction.word());
                                }
                            }
                            var inside =
                                    policy.rules().stream()
                                            .flatMap(
                                                    r ->
                                                            java.util.stream.Stream.concat(
                                                                    r.ingress().stream(),
                                                                    r.egress().stream()))
                                            .flatMap(e -> e.toPorts().stream())
                                            .flatMap(p -> p.inside().stream())
                                            .toList();
                            if (inside.stream().anyMatch(PortRule.L7Rules.Http.class::isInstance)) {
                                about.add("HTTP");
                            }
                            if (inside.stream().anyMatch(PortRule.L7Rules.Dns.class::isInstance)) {
                                about.add("DNS");
                            }
                        });
        return about.isEmpty() ? place : place + " · " + String.join(", ", about);
    }
}
