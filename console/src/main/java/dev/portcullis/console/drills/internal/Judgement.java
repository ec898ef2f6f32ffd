package dev.portcullis.console.drills.internal;

import dev.portcullis.console.drills.Attempt;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillVerdict;
import dev.portcullis.console.drills.Sighting;
import java.util.List;
import java.util.function.Predicate;

/** A verdict, and why. */
record Judgement(DrillVerdict verdict, String why) {

    /**
     * Judges a drill by its evidence. A failed attempt alone proves nothing: a target that is down looks the same. Only
     * the network's own report of a denial, for every attempt, proves that the wall held.
     *
     * @param plan what was tried
     * @param planned how many attempts were asked for
     * @param attempts those that were made
     * @param missing flows known to be lost meanwhile
     * @param trouble why the attack did not go as planned; empty if it did
     */
    static Judgement of(
            DrillPlan plan, int planned, List<Attempt> attempts, long missing, String trouble) {
        var through = count(attempts, attempt -> attempt.gotThrough(plan));
        if (through > 0) {
            return new Judgement(
                    DrillVerdict.EXPOSED,
                    "%d of %s reached the target.".formatted(through, attempts(attempts.size())));
        }
        if (attempts.size() < planned) {
            return inconclusive(
                    "%s of %d made%s."
                            .formatted(
                                    attempts.isEmpty()
                                            ? "No attempt"
                                            : "Only " + attempts(attempts.size()),
                                    planned,
                                    trouble.isEmpty() ? "" : ": " + trouble));
        }
        var arrived = count(attempts, attempt -> attempt.network().sighting() == Sighting.ALLOWED);
        if (arrived > 0) {
            return inconclusive(
                    "%s failed at the client, though the network let %d of them pass: the target"
                                    .formatted(sentence(attempts(attempts.size())), arrived)
                            + " itself may be down.");
        }
        var proven = count(attempts, attempt -> attempt.network().provesDenial());
        if (proven < attempts.size()) {
            return inconclusive(
                    "%s failed, but only for %d of them the network reported the denial%s."
                            .formatted(
                                    sentence(attempts(attempts.size())),
                                    proven,
                                    missing > 0
                                            ? "; %d events were lost".formatted(missing)
                                            : trouble.isEmpty() ? "" : "; " + trouble));
        }
        return new Judgement(
                DrillVerdict.BLOCKED,
                "%s failed, and the network reported a denial for each."
                        .formatted(sentence(attempts(attempts.size()))));
    }

    private static Judgement inconclusive(String why) {
        return new Judgement(DrillVerdict.INCONCLUSIVE, why);
    }

    private static long count(List<Attempt> attempts, Predicate<Attempt> which) {
        return attempts.stream().filter(which).count();
    }

    private static String attempts(int count) {
        return count == 1 ? "1 attempt" : count + " attempts";
    }

    private static String sentence(String words) {
        return words.startsWith("1 ") ? "The only attempt" : "All " + words;
    }
}
