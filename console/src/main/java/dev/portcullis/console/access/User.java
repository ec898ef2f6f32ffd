package dev.portcullis.console.access;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * Somebody who proved who they are.
 *
 * @param name as it is written to the audit log
 * @param origin where the request came from: an address, or "background" for the console itself
 * @param roles what they may do
 */
public record User(String name, String origin, Set<Role> roles) {
    public User {
        requireNonNull(name, "name is null");
        requireNonNull(origin, "origin is null");
        roles = Set.copyOf(roles);
    }

    /** The console acting by itself, for example when a timer it was given runs out. */
    public static User console() {
        return new User("portcullis", "background", Set.of(Role.VIEWER, Role.OPERATOR));
    }

    /** Whether this user may change things. */
    public boolean mayOperate() {
        return roles.contains(Role.OPERATOR);
    }

    /** Two letters for the corner of the page. */
    public String initials() {
        var letters = name.codePoints().filter(Character::isLetterOrDigit).limit(2);
        return letters.collect(
                        StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .toUpperCase(java.util.Locale.ROOT);
    }
}
