package dev.portcullis.userservice.web;

import dev.portcullis.userservice.users.Attempt;
import dev.portcullis.userservice.users.Change;
import dev.portcullis.userservice.users.ChangeResult;
import dev.portcullis.userservice.users.CreateResult;
import dev.portcullis.userservice.users.DeleteResult;
import dev.portcullis.userservice.users.Email;
import dev.portcullis.userservice.users.NewUser;
import dev.portcullis.userservice.users.PageRequest;
import dev.portcullis.userservice.users.Passwords;
import dev.portcullis.userservice.users.User;
import dev.portcullis.userservice.users.UserId;
import dev.portcullis.userservice.users.Users;
import dev.portcullis.userservice.web.Problems.FieldError;
import io.swagger.v3.oas.annotations.Operation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users over HTTP. */
@RestController
@RequestMapping("/api/v1/users")
class UsersController {

    private static final int LONGEST_KEY = 255;

    private final Users users;
    private final Passwords passwords;
    private final JsonMapper json;

    UsersController(Users users, Passwords passwords, JsonMapper json) {
        this.users = users;
        this.passwords = passwords;
        this.json = json;
    }

    @GetMapping
    @Operation(summary = "List users in the order of their e-mail addresses")
    UserPage list(
            @RequestParam(defaultValue = "50") String limit,
            @RequestParam Optional<String> after,
            @RequestParam(defaultValue = "") String emailPrefix) {
        if (emailPrefix.length() > Email.LONGEST) {
            throw new InvalidRequest("emailPrefix", "is longer than any e-mail address");
        }
        Optional<String> behind =
                after.filter(text -> !text.isEmpty()).map(UsersController::cursor);
        return UserPage.of(users.list(new PageRequest(limit(limit), behind, emailPrefix)));
    }

    @PostMapping
    @Operation(
            summary = "Create a user",
            description =
                    "With an Idempotency-Key the request can be sent again for a day; it creates"
                            + " the user once.")
    ResponseEntity<Object> create(
            @RequestBody UserFields fields,
            @RequestHeader("Idempotency-Key") Optional<String> idempotencyKey) {
        NewUser user = fields.created(passwords);
        Optional<Attempt> attempt = idempotencyKey.map(key -> Attempt.of(checked(key), user));
        return switch (users.create(user, attempt)) {
            case CreateResult.Created(User created) ->
                    ResponseEntity.created(location(created))
                            .eTag(EntityTags.of(created))
                            .body(created);
            case CreateResult.Replayed(User created) ->
                    ResponseEntity.created(location(created))
                            .eTag(EntityTags.of(created))
                            .header("Idempotency-Replayed", "true")
                            .body(created);
            case CreateResult.Gone() -> Problems.gone();
            case CreateResult.KeyReused() -> Problems.keyReused();
            case CreateResult.EmailTaken() -> Problems.emailTaken();
        };
    }

    @GetMapping("/{id}")
    @Operation(summary = "Read a user")
    ResponseEntity<Object> read(@PathVariable String id) {
        return users.find(known(id))
                .map(user -> ResponseEntity.ok().eTag(EntityTags.of(user)).<Object>body(user))
                .orElseGet(() -> Problems.notFound(id));
    }

    @PutMapping("/{id}")
    @Operation(summary = "Replace a user's e-mail, name and role; If-Match is required")
    ResponseEntity<Object> replace(
            @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch,
            @RequestBody UserFields fields) {
        UserId user = known(id);
        return ifMatch.isEmpty()
                ? Problems.preconditionRequired()
                : change(user, ifMatch.get(), fields.replaced(passwords));
    }

    @PatchMapping(
            path = "/{id}",
            consumes = {"application/merge-patch+json", "application/json"})
    @Operation(summary = "Change some of a user's fields (RFC 7396); If-Match is required")
    ResponseEntity<Object> patch(
            @PathVariable String id,
            @RequestHeader("If-Match") Optional<String> ifMatch,
            @RequestBody JsonNode patch) {
        UserId user = known(id);
        return ifMatch.isEmpty()
                ? Problems.preconditionRequired()
                : change(user, ifMatch.get(), fields(patch).patched(passwords));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Delete a user for good; If-Match is required")
    ResponseEntity<Object> delete(
            @PathVariable String id, @RequestHeader("If-Match") Optional<String> ifMatch) {
        UserId user = known(id);
        if (ifMatch.isEmpty()) {
            return Problems.preconditionRequired();
        }
        return switch (users.delete(user, EntityTags.expected(ifMatch.get()))) {
            case DeleteResult.Deleted() -> ResponseEntity.status(HttpStatus.NO_CONTENT).build();
            case DeleteResult.Stale(long version) -> Problems.stale(version);
            case DeleteResult.NotFound() -> Problems.notFound(id);
        };
    }

    private ResponseEntity<Object> change(UserId id, String ifMatch, Change change) {
        return switch (users.change(id, EntityTags.expected(ifMatch), change)) {
            case ChangeResult.Changed(User user) ->
                    ResponseEntity.ok().eTag(EntityTags.of(user)).body(user);
            case ChangeResult.Stale(long version) -> Problems.stale(version);
            case ChangeResult.NotFound() -> Problems.notFound(id.toString());
            case ChangeResult.EmailTaken() -> Problems.emailTaken();
        };
    }

    /** A merge patch removes what it sets to null, and nothing of a user can be removed. */
    private UserFields fields(JsonNode patch) {
        if (!patch.isObject()) {
            throw new InvalidRequest("body", "must be a JSON object");
        }
        List<FieldError> removed =
                patch.propertyStream()
                        .filter(property -> property.getValue().isNull())
                        .map(property -> new FieldError(property.getKey(), "cannot be removed"))
                        .toList();
        if (!removed.isEmpty()) {
            throw new InvalidRequest(removed);
        }
        return json.treeToValue(patch, UserFields.class);
    }

    private static UserId known(String id) {
        return UserId.parse(id).orElseThrow(() -> new InvalidRequest("id", "must be a UUID"));
    }

    private static String cursor(String after) {
        return Cursor.read(after)
                .map(Email::address)
                .orElseThrow(
                        () -> new InvalidRequest("after", "must be the next of an earlier page"));
    }

    private static int limit(@Nullable String typed) {
        if (typed != null && typed.matches("[0-9]{1,3}")) {
            int limit = Integer.parseInt(typed);
            if (limit >= 1 && limit <= PageRequest.LARGEST) {
                return limit;
            }
        }
        throw new InvalidRequest(
                "limit", "must be a whole number from 1 to " + PageRequest.LARGEST);
    }

    private static String checked(String key) {
        if (key.isBlank() || key.length() > LONGEST_KEY) {
            throw new InvalidRequest(
                    "Idempotency-Key", "must have 1 to " + LONGEST_KEY + " characters");
        }
        return key;
    }

    private static URI location(User user) {
        return URI.create("/api/v1/users/" + user.id());
    }
}
