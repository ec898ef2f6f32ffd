package dev.portcullis.console.users.internal;

import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserChangeResult;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the user service answers. No answer of it is trusted to be short, or to be JSON. */
final class ServiceAnswers {
    private static final int LONGEST = 1 << 20;
    private static final int LONGEST_SENTENCE = 300;

    private final JsonMapper json = JsonMapper.builder().build();
    private final URI service;

    ServiceAnswers(URI service) {
        this.service = service;
    }

    /** An answer that says nothing about the request itself: the service is not usable now. */
    static final class UnusableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String why;

        UnusableException(String why) {
            super(why, null, false, false);
            this.why = why;
        }

        String why() {
            return why;
        }
    }

    RestUserAccounts.UserPage page(ClientHttpResponse response) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        JsonNode body = body(response);
        if (!status.is2xxSuccessful() || !body.path("items").isArray()) {
            throw new UnusableException(status.value() == 403 ? denied() : sentence(status, body));
        }
        return new RestUserAccounts.UserPage(
                body.path("items").valueStream().map(this::account).toList(),
                body.path("next").isString() ? body.path("next").asString() : null,
                body.path("total").asLong(0));
    }

    /** Empty if somebody else changed the user first. */
    Optional<UserChangeResult> change(ClientHttpResponse response) throws IOException {
        HttpStatusCode status = response.getStatusCode();
        JsonNode body = body(response);
        return switch (status.value()) {
            case 200, 201 -> Optional.of(new UserChangeResult.Saved(account(body)));
            case 204 -> Optional.of(new UserChangeResult.Deleted());
            case 400, 409, 422 -> Optional.of(new UserChangeResult.Invalid(problems(status, body)));
            case 403 -> Optional.of(new UserChangeResult.Refused(denied()));
            case 404, 410 -> Optional.of(new UserChangeResult.Missing());
            case 412 -> Optional.empty();
            default -> throw new UnusableException(sentence(status, body));
        };
    }

    /** Why there was no answer at all. */
    String silence(ResourceAccessException noAnswer) {
        Throwable cause = noAnswer.getMostSpecificCause();
        return "The user service at %s did not answer (%s). It is tried again with the next request."
                .formatted(service.getAuthority(), cause.getClass().getSimpleName());
    }

    String unreadable() {
        return "The user service at %s answered something that is no list of users."
                .formatted(service.getAuthority());
    }

    private static String denied() {
        return "A policy in front of the user service denies this request (403).";
    }

    private JsonNode body(ClientHttpResponse response) throws IOException {
        byte[] bytes = response.getBody().readNBytes(LONGEST);
        try {
            return bytes.length == 0 ? json.createObjectNode() : json.readTree(bytes);
        } catch (JacksonException notJson) {
            return json.createObjectNode();
        }
    }

    private UserAccount account(JsonNode user) {
        try {
            return json.treeToValue(user, UserAccount.class);
        } catch (JacksonException unknown) {
            throw new UnusableException(unreadable());
        }
    }

    private static Map<String, String> problems(HttpStatusCode status, JsonNode body) {
        Map<String, String> problems = new LinkedHashMap<>();
        body.path("errors")
                .valueStream()
                .limit(20)
                .forEach(
                        error ->
                                problems.put(
                                        error.path("field").asString(""),
                                        cut(error.path("message").asString("is not valid"))));
        if (problems.isEmpty()) {
            problems.put("", sentence(status, body));
        }
        return problems;
    }

    private static String sentence(HttpStatusCode status, JsonNode body) {
        String title = body.path("title").asString("The user service answered " + status.value());
        String detail = body.path("detail").asString("");
        return cut(detail.isEmpty() ? title + "." : title + ". " + detail + ".");
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_SENTENCE
                ? text
                : text.substring(0, LONGEST_SENTENCE - 1) + "…";
    }
}
