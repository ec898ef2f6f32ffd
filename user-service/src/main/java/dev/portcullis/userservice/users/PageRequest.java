package dev.portcullis.userservice.users;

import java.util.Optional;

/**
 * Which users to list, in the order of their e-mail addresses.
 *
 * @param limit how many at most, 1 to 500
 * @param after only those behind this address
 * @param emailPrefix only those whose address begins so; empty text for all
 */
public record PageRequest(int limit, Optional<String> after, String emailPrefix) {

    public static final int LARGEST = 500;

    public PageRequest {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException("limit is " + limit);
        }
    }
}
