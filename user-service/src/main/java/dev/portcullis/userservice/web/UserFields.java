package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Change;
import dev.portcullis.userservice.users.Email;
import dev.portcullis.userservice.users.NewUser;
import dev.portcullis.userservice.users.PasswordHash;
import dev.portcullis.userservice.users.Passwords;
import dev.portcullis.userservice.users.Role;
import dev.portcullis.userservice.web.Problems.FieldError;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a caller sends about a user, before anything of it is believed.
 *
 * @param email an address; stored in lower case
 * @param displayName 1 to 100 characters, none of them a control character
 * @param role what the user may do; a member, if not said at creation
 * @param password 12 to 200 characters; stored as a hash only, never answered
 */
@Schema(name = "UserFields")
record UserFields(
        @Nullable String email,
        @Nullable String displayName,
        @Nullable Role role,
        @Nullable String password) {

    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_NAME = 100;

    /** A new user: e-mail, name and password must be there. */
    NewUser created(Passwords passwords) {
        Checked checked = check();
        checked.require("email", email);
        checked.require("displayName", displayName);
        checked.require("password", password);
        checked.refuseIfInvalid();
        return new NewUser(
                checked.email.orElseThrow(),
                checked.displayName.orElseThrow(),
                role == null ? Role.MEMBER : role,
                checked.hash(passwords).orElseThrow());
    }

    /** A whole new description: e-mail, name and role must be there; the password may stay. */
    Change replaced(Passwords passwords) {
        Checked checked = check();
        checked.require("email", email);
        checked.require("displayName", displayName);
        checked.require("role", role);
        checked.refuseIfInvalid();
        return checked.change(passwords);
    }

    /** Some fields: what is not there stays. */
    Change patched(Passwords passwords) {
        Checked checked = check();
        checked.refuseIfInvalid();
        return checked.change(passwords);
    }

    private Checked check() {
        return new Checked();
    }

    @Override
    public String toString() {
        return "UserFields[hidden]";
    }

    private final class Checked {
        private final List<FieldError> errors = new ArrayList<>();
        private final Optional<Email> email =
                read(
                        UserFields.this.email,
                        Email::parse,
                        "email",
                        () ->
                                "must be an e-mail address of at most "
                                        + Email.LONGEST
                                        + " characters");
        private final Optional<String> displayName =
                read(
                        UserFields.this.displayName,
                        UserFields::name,
                        "displayName",
                        () ->
                                "must have 1 to "
                                        + LONGEST_NAME
                                        + " characters, without control characters");
        private final Optional<String> password =
                read(
                        UserFields.this.password,
                        UserFields::longEnough,
                        "password",
                        () ->
                                "must have "
                                        + SHORTEST_PASSWORD
                                        + " to "
                                        + LONGEST_PASSWORD
                                        + " characters");

        private <T> Optional<T> read(
                @Nullable String typed,
                java.util.function.Function<String, Optional<T>> parse,
                String field,
                Supplier<String> message) {
            if (typed == null) {
                return Optional.empty();
            }
            Optional<T> parsed = parse.apply(typed);
            if (parsed.isEmpty()) {
                errors.add(new FieldError(field, message.get()));
            }
            return parsed;
        }

        private void require(String field, @Nullable Object value) {
            if (value == null) {
                errors.add(new FieldError(field, "is required"));
            }
        }

        private void refuseIfInvalid() {
            if (!errors.isEmpty()) {
                throw new InvalidRequest(errors);
            }
        }

        private Change change(Passwords passwords) {
            return new Change(email, displayName, Optional.ofNullable(role), hash(passwords));
        }

        private Optional<PasswordHash> hash(Passwords passwords) {
            return password.map(passwords::hash);
        }
    }

    private static Optional<String> name(String typed) {
        String name = typed.strip();
        boolean fits = !name.isEmpty() && name.codePointCount(0, name.length()) <= LONGEST_NAME;
        return fits && name.codePoints().noneMatch(Character::isISOControl)
                ? Optional.of(name)
                : Optional.empty();
    }

    private static Optional<String> longEnough(String typed) {
        return typed.length() >= SHORTEST_PASSWORD && typed.length() <= LONGEST_PASSWORD
                ? Optional.of(typed)
                : Optional.empty();
    }
}
