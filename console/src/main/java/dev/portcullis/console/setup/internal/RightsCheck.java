package dev.portcullis.console.setup.internal;

import dev.portcullis.console.setup.SetupCheck;
import dev.portcullis.console.setup.SetupCheck.Finding;
import dev.portcullis.console.setup.internal.ClusterFacts.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Whether the console's account may do all it needs, and that is what {@code console-rights.txt} says: the same print
 * that the shipped roles are held to.
 */
record RightsCheck(ClusterFacts facts, List<Right> needed) implements Check {
    private static final int AT_ONCE = 8;
    private static final int NAMED = 4;

    RightsCheck {
        needed = List.copyOf(needed);
    }

    /** The rights the shipped manifests grant. */
    static List<Right> shipped() {
        try (InputStream print = RightsCheck.class.getResourceAsStream("/console-rights.txt")) {
            if (print == null) {
                throw new IOException("it is not in the jar");
            }
            return new String(print.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> Right.parse(line).stream())
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("console-rights.txt cannot be read", unreadable);
        }
    }

    @Override
    public SetupCheck make() {
        return new SetupCheck("rights", "The console's rights", finding());
    }

    private Finding finding() {
        List<Answer<Boolean>> answers;
        try (var askers = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            answers = new ArrayList<>();
            List<Callable<Answer<Boolean>>> questions =
                    needed.stream()
                            .<Callable<Answer<Boolean>>>map(right -> () -> facts.allows(right))
                            .toList();
            for (Future<Answer<Boolean>> answer : askers.invokeAll(questions)) {
                answers.add(answer.get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return unchecked("the check was interrupted");
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
        List<Right> denied = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            switch (answers.get(i)) {
                case Answer.Given<Boolean>(var allowed) -> {
                    if (!allowed) {
                        denied.add(needed.get(i));
                    }
                }
                case Answer.Absent<Boolean> _ -> {
                    return unchecked("the API does not review access");
                }
                case Answer.Missing<Boolean>(var why) -> {
                    return unchecked(why);
                }
            }
        }
        return denied.isEmpty()
                ? new Finding.Sound(
                        "All %d rights are granted, in every namespace it works in."
                                .formatted(needed.size()))
                : wanting(denied);
    }

    private static Finding wanting(List<Right> denied) {
        String named =
                String.join(", ", denied.stream().limit(NAMED).map(Right::toString).toList());
        String more = denied.size() > NAMED ? " and %d more".formatted(denied.size() - NAMED) : "";
        return new Finding.Wanting(
                "Not granted: %s%s.".formatted(named, more),
                "What needs them is shown as not permitted. Apply the roles of your overlay again, or ask who administers the cluster.",
                denied.getFirst().kubectl());
    }

    private static Finding unchecked(String why) {
        return new Finding.Unchecked(
                "The rights could not be asked for: %s.".formatted(why),
                "Any account may ask for its own rights where system:basic-user is bound, as by default.");
    }
}
