package dev.portcullis.console.drills;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt as the attacker tells it.
 *
 * @param number counted from 1
 * @param target where it went, as {@code host:port}
 * @param at when it began, by the attacker's clock
 * @param sqlState the database's code for the failure; null without one
 * @param vendorCode the server's number, 0 if the failure is the client's own
 * @param rootCause the innermost cause; null without a failure
 * @param elapsedMs until the outcome was known
 * @param held the session kept from an earlier attempt, pinged right after this one
 * @param rows how many the account could read; null if the plan does not count
 */
public record ClientLine(
        int number,
        String target,
        Instant at,
        ClientOutcome outcome,
        @Nullable String sqlState,
        int vendorCode,
        @Nullable String rootCause,
        long elapsedMs,
        HeldSession held,
        @Nullable Long rows) {}
