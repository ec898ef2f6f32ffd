package dev.portcullis.console.users.internal;

import dev.portcullis.console.access.User;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserChangeResult;
import dev.portcullis.console.users.UserDraft;
import dev.portcullis.console.users.UserListResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Speaks the user service's REST API: keyset pages, versions as entity tags, problems of RFC 9457. */
final class RestUserAccounts implements UserAccounts {
    private final RestClient rest;
    private final Pages pages = new Pages();
    private final ServiceAnswers answers;

    RestUserAccounts(RestClient rest, URI service) {
        this.rest = rest;
        this.answers = new ServiceAnswers(service);
    }

    /** A page on the wire. */
    record UserPage(List<UserAccount> items, @Nullable String next, long total) {}

    @Override
    public UserListResult list(String emailPrefix, int offset, int limit) {
        try {
            Pages.Start start = pages.before(emailPrefix, offset);
            int skip = start.offset();
            String cursor = start.cursor();
            while (skip < offset) {
                UserPage page = page(emailPrefix, cursor, Math.min(LARGEST_PAGE, offset - skip));
                skip += page.items().size();
                if (page.next() == null) {
                    return new UserListResult.Found(List.of(), page.total());
                }
                cursor = page.next();
                pages.learn(emailPrefix, skip, cursor);
            }
            return from(emailPrefix, offset, cursor, limit);
        } catch (ServiceAnswers.UnusableException answer) {
            return new UserListResult.Unavailable(answer.why());
        } catch (ResourceAccessException noAnswer) {
            return new UserListResult.Unavailable(answers.silence(noAnswer));
        } catch (RestClientException unreadable) {
            return new UserListResult.Unavailable(answers.unreadable());
        }
    }

    private UserListResult from(
            String emailPrefix, int offset, @Nullable String cursor, int limit) {
        List<UserAccount> found = new ArrayList<>();
        String next = cursor;
        long total;
        do {
            UserPage page =
                    page(
                            emailPrefix,
                            next,
                            Math.min(LARGEST_PAGE, Math.max(1, limit - found.size())));
            found.addAll(page.items());
            next = page.next();
            total = page.total();
            if (next != null) {
                pages.learn(emailPrefix, offset + found.size(), next);
            }
        } while (next != null && found.size() < limit);
        return new UserListResult.Found(found, total);
    }

    private UserPage page(String emailPrefix, @Nullable String after, int limit) {
        return rest.get()
                .uri(
                        uri -> {
                            uri.queryParam("limit", limit)
                                    .queryParam("emailPrefix", "{emailPrefix}");
                            Map<String, Object> values = new LinkedHashMap<>();
                            values.put("emailPrefix", emailPrefix);
                            if (after != null) {
                                uri.queryParam("after", "{after}");
                                values.put("after", after);
                            }
                            return uri.build(values);
                        })
                .exchangeForRequiredValue((_, response) -> answers.page(response));
    }

    @Override
    public UserChangeResult create(User actor, UserDraft draft) {
        return change(
                "",
                rest.post()
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(fields(draft)));
    }

    @Override
    public UserChangeResult change(User actor, UserAccount seen, UserDraft draft) {
        return change(
                seen.id(),
                rest.method(HttpMethod.PATCH)
                        .uri("/{id}", seen.id())
                        .header("If-Match", tag(seen))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(fields(draft)));
    }

    @Override
    public UserChangeResult delete(User actor, UserAccount seen) {
        return change(
                seen.id(), rest.delete().uri("/{id}", seen.id()).header("If-Match", tag(seen)));
    }

    private UserChangeResult change(String id, RestClient.RequestHeadersSpec<?> request) {
        try {
            Optional<UserChangeResult> result =
                    request.exchangeForRequiredValue((_, response) -> answers.change(response));
            pages.forget();
            return result.orElseGet(() -> conflict(id));
        } catch (ServiceAnswers.UnusableException answer) {
            return new UserChangeResult.Unavailable(answer.why());
        } catch (ResourceAccessException noAnswer) {
            return new UserChangeResult.Unavailable(answers.silence(noAnswer));
        } catch (RestClientException unreadable) {
            return new UserChangeResult.Unavailable(answers.unreadable());
        }
    }

    /** Somebody was first: reads what they made of it. */
    private UserChangeResult conflict(String id) {
        Optional<UserChangeResult> theirs =
                rest.get()
                        .uri("/{id}", id)
                        .exchangeForRequiredValue((_, response) -> answers.change(response));
        return theirs.map(
                        now ->
                                now instanceof UserChangeResult.Saved(UserAccount account)
                                        ? new UserChangeResult.Conflict(account)
                                        : now)
                .orElseGet(UserChangeResult.Missing::new);
    }

    private static String tag(UserAccount seen) {
        return "\"" + seen.version() + "\"";
    }

    private static Map<String, String> fields(UserDraft draft) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("email", draft.email());
        fields.put("displayName", draft.displayName());
        fields.put("role", draft.role());
        draft.password().ifPresent(password -> fields.put("password", password));
        return fields;
    }
}
