package dev.portcullis.console.policies;

import dev.portcullis.policy.Direction;
import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PortRule;
import dev.portcullis.policy.Rule;
import dev.portcullis.policy.RuleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one rule does, ready to be drawn: whom it is about, and in each direction it speaks of, who
 * is on the other side of the gate. {@link RulesInWords} says the same in sentences.
 */
public record RuleSketch(String subject, List<Side> sides) {
    public RuleSketch {
        sides = List.copyOf(sides);
    }

    /** One direction. */
    public record Side(Direction direction, boolean isolated, List<Other> others) {
        public Side {
            others = List.copyOf(others);
        }
    }

    /**
     * Somebody on the other side.
     *
     * @param kind {@code allowed}, {@code denied} or {@code l7}
     */
    public record Other(String who, String ports, String kind) {}

    /** A sketch for each rule of a policy, in its order. */
    public static List<RuleSketch> of(Policy policy) {
        return policy.rules().stream().map(RuleSketch::of).toList();
    }

    private static RuleSketch of(Rule rule) {
        return new RuleSketch(
                RulesInWords.subject(rule.subject()),
                Arrays.stream(Direction.values())
                        .filter(rule::speaksOf)
                        .map(direction -> side(rule, direction))
                        .toList());
    }

    private static Side side(Rule rule, Direction direction) {
        var others = new ArrayList<Other>();
        for (var entry : rule.allows(direction)) {
            others.add(
                    new Other(
                            RulesInWords.peers(entry),
                            ports(entry),
                            entry.toPorts().stream().anyMatch(p -> p.inside().isPresent())
                                    ? "l7"
                                    : "allowed"));
        }
        for (var entry : rule.denies(direction)) {
            others.add(new Other(RulesInWords.peers(entry), ports(entry), "denied"));
        }
        if (rule.isolates(direction)) {
            others.add(new Other("everyone else", "", "denied"));
        }
        return new Side(direction, rule.isolates(direction), others);
    }

    private static String ports(RuleEntry entry) {
        var words = RulesInWords.ports(entry).strip();
        var ports = words.startsWith("on ") ? words.substring(3) : words;
        return entry.toPorts().stream().map(PortRule::inside).allMatch(inside -> inside.isEmpty())
                        || ports.indexOf(" with ") < 0 && ports.indexOf(" for ") < 0
                ? ports
                : ports.replaceFirst(" (with|for) .*", "")
                        + (words.contains("HTTP") ? " · HTTP" : " · DNS");
    }
}
