package dev.portcullis.traffic.attack;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt's line.
 *
 * @param attempt counted from 1
 * @param at when it began
 * @param elapsedMs how long it took until its outcome was known, in milliseconds
 * @param held the session kept from an earlier attempt, pinged right after this one
 * @param rows what the account could read; only of plans that count rows
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Attempt(
        String drill,
        int attempt,
        Instant at,
        String target,
        Outcome outcome,
        @Nullable String sqlState,
        int vendorCode,
        @Nullable String rootCause,
        long elapsedMs,
        Held held,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long rows) {}
