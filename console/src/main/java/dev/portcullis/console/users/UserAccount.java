package dev.portcullis.console.users;

import java.time.Instant;

/**
 * A user as the user service keeps it.
 *
 * @param role MEMBER, SUPPORT or ADMIN; another word if the service has learnt one
 * @param version counts changes from 1; what a change must name to be accepted
 */
public record UserAccount(
        String id,
        String email,
        String displayName,
        String role,
        Instant createdAt,
        Instant updatedAt,
        long version) {}
