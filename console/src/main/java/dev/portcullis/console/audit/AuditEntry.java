package dev.portcullis.console.audit;

import java.time.Instant;

/**
 * One line of the log.
 *
 * @param seq its number, from 1 without gaps
 * @param at when it was written
 * @param about the number of the entry whose outcome this is; its own number if it starts something
 * @param actor who
 * @param origin from where
 * @param action what is done
 * @param object to what
 * @param reason why, in the actor's words
 * @param outcome how it stands
 * @param detail what else a reader needs
 * @param hash the link of the chain: an HMAC over this line and the hash before it
 */
public record AuditEntry(
        long seq,
        Instant at,
        long about,
        String actor,
        String origin,
        String action,
        String object,
        String reason,
        Outcome outcome,
        String detail,
        String hash) {}
