package dev.portcullis.console.flows.web;

import dev.portcullis.console.api.BadRequestException;
import dev.portcullis.console.flows.FlowQuery;
import dev.portcullis.console.flows.FlowTail;
import dev.portcullis.console.flows.Flows;
import dev.portcullis.console.flows.Recordings;
import dev.portcullis.hubble.filter.FlowTerms;
import dev.portcullis.hubble.filter.TermsResult;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

/** Reads from an address which flows are asked of, and which of them. */
@Component
class FlowSources {
    private static final int MAX_LIMIT = 100_000;

    private final Flows live;
    private final FlowTail liveTail;
    private final Recordings recordings;
    private final Clock clock;

    FlowSources(Flows live, FlowTail liveTail, Recordings recordings, Clock clock) {
        this.live = live;
        this.liveTail = liveTail;
        this.recordings = recordings;
        this.clock = clock;
    }

    /** The live flows, or those of the recorded file that {@code recording} names. */
    Flows flows(MultiValueMap<String, String> parameters) {
        return recording(parameters).map(Recordings.Recording::flows).orElse(live);
    }

    FlowTail tail(MultiValueMap<String, String> parameters) {
        return recording(parameters).map(Recordings.Recording::tail).orElse(liveTail);
    }

    Optional<Recordings.Recording> recording(MultiValueMap<String, String> parameters) {
        var id = parameters.getFirst("recording");
        return id == null || id.isEmpty() ? Optional.empty() : Optional.of(opened(id));
    }

    Recordings.Recording opened(String id) {
        return recordings
                .find(id)
                .orElseThrow(
                        () ->
                                new ResponseStatusException(
                                        HttpStatus.NOT_FOUND,
                                        "This file is not open any more; open it again"));
    }

    FlowQuery query(MultiValueMap<String, String> parameters, int defaultLimit) {
        return switch (FlowTerms.parse(parameters)) {
            case TermsResult.Invalid(var parameter, var why) ->
                    throw new BadRequestException(parameter, parameter + ": " + why);
            case TermsResult.Ready(var _, var condition) ->
                    new FlowQuery(
                            time("since", parameters),
                            time("until", parameters),
                            condition,
                            limit(parameters, defaultLimit));
        };
    }

    private static int limit(MultiValueMap<String, String> parameters, int otherwise) {
        var typed = parameters.getFirst("limit");
        if (typed == null || typed.isEmpty()) {
            return otherwise;
        }
        if (typed.matches("[0-9]{1,6}")) {
            int limit = Integer.parseInt(typed);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw new BadRequestException("limit", "limit: write a number, 1 to " + MAX_LIMIT);
    }

    private Optional<Instant> time(String field, MultiValueMap<String, String> parameters) {
        var typed = parameters.getFirst(field);
        if (typed == null || typed.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    typed.matches("[0-9]{1,6}[smh]")
                            ? clock.instant()
                                    .minus(Duration.parse("PT" + typed.toUpperCase(Locale.ROOT)))
                            : Instant.parse(typed));
        } catch (DateTimeException unreadable) {
            throw new BadRequestException(
                    field,
                    "%s: \"%s\" is no time; write 2026-11-22T14:00:00Z, or 15m for how far back"
                            .formatted(field, typed));
        }
    }
}
