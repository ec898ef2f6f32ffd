package dev.portcullis.traffic.attack;

import dev.portcullis.traffic.Environment;
import java.time.Duration;

/**
 * How an attack runs.
 *
 * @param drill the drill's id, printed on every line
 * @param plan what is tried
 * @param target where
 * @param attempts how many times, 1 to 1,000
 * @param interval from the start of one attempt to the start of the next; an attempt that takes longer delays the next
 * @param timeout how long one attempt waits for the network, connecting and reading each
 * @param username an account of the database
 * @param password its password; never printed
 */
public record AttackSettings(
        String drill,
        Plan plan,
        Target target,
        int attempts,
        Duration interval,
        Duration timeout,
        String username,
        String password) {

    /** @throws Environment.BadSetting if a variable cannot be used */
    public static AttackSettings from(Environment environment, Plan plan) {
        String target = environment.text("TARGET", plan.usualTarget());
        return new AttackSettings(
                environment.text("DRILL", "unnamed"),
                plan,
                Target.parse(target)
                        .orElseThrow(
                                () ->
                                        new Environment.BadSetting(
                                                "TARGET is '"
                                                        + target
                                                        + "'; it must be host:port")),
                environment.number("ATTEMPTS", 10, 1, 1_000),
                Duration.ofMillis(environment.number("INTERVAL_MS", 500, 0, 60_000)),
                Duration.ofMillis(environment.number("CONNECT_TIMEOUT_MS", 2_000, 50, 60_000)),
                environment.text("DB_USERNAME", "drill"),
                environment.text("DB_PASSWORD", ""));
    }

    @Override
    public String toString() {
        return "AttackSettings[" + drill + ", " + plan + ", " + target + "]";
    }
}
