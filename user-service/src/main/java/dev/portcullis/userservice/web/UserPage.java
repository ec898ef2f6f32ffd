package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Page;
import dev.portcullis.userservice.users.User;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list on the wire.
 *
 * @param next the cursor to send as {@code after} for the next page; null on the last
 * @param total how many users there are on all pages
 */
record UserPage(List<User> items, @Nullable String next, long total) {

    static UserPage of(Page page) {
        return new UserPage(
                page.items(), page.next().map(Cursor::after).orElse(null), page.total());
    }
}
