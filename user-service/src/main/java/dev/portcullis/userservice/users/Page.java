package dev.portcullis.userservice.users;

import java.util.List;
import java.util.Optional;

/**
 * Some users, in the order of their e-mail addresses.
 *
 * @param next the address to go on behind; empty if these were the last
 * @param total how many there are on all pages
 */
public record Page(List<User> items, Optional<Email> next, long total) {
    public Page {
        items = List.copyOf(items);
    }
}
