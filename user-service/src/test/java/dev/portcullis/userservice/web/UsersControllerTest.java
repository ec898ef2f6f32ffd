package dev.portcullis.userservice.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.userservice.users.InMemoryUsers;
import dev.portcullis.userservice.users.Passwords;
import dev.portcullis.userservice.users.Users;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.http.converter.json.ProblemDetailJacksonMixin;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UsersControllerTest {

    private static final String USERS = "/api/v1/users";
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .addMixIn(ProblemDetail.class, ProblemDetailJacksonMixin.class)
                    .build();

    private MockMvc mvc;

    private record Reply(int status, JsonNode body, MockHttpServletResponse raw) {
        String problem() {
            return body.path("type").asString("").replace("urn:portcullis:user-service:", "");
        }

        List<String> fields() {
            return body.path("errors").values().stream()
                    .map(error -> error.path("field").asString())
                    .toList();
        }
    }

    @BeforeEach
    void start() {
        mvc = serving(new InMemoryUsers(Clock.systemUTC()));
    }

    private static MockMvc serving(Users users) {
        return MockMvcBuilders.standaloneSetup(new UsersController(users, new Passwords(), JSON))
                .setControllerAdvice(new ProblemAdvice())
                .setMessageConverters(new JacksonJsonHttpMessageConverter(JSON))
                .addFilters(new BodyLimit(JSON))
                .build();
    }

    @Test
    void aCreatedUserIsAnsweredWithItsPlaceAndVersionButNeverItsPassword() throws Exception {
        Reply reply = post(ann(), Map.of());

        assertThat(reply.status()).isEqualTo(201);
        assertThat(reply.body().propertyNames())
                .containsExactly(
                        "id", "email", "displayName", "role", "createdAt", "updatedAt", "version");
        assertThat(reply.body().path("role").asString()).isEqualTo("MEMBER");
        assertThat(reply.raw().getHeader("ETag")).isEqualTo("\"1\"");
        assertThat(reply.raw().getHeader("Location"))
                .isEqualTo(USERS + "/" + reply.body().path("id").asString());
        assertThat(reply.raw().getContentAsString()).doesNotContain("argon2");
    }

    @Test
    void everyFieldThatIsWrongIsNamedAtOnce() throws Exception {
        Reply reply =
                post(
                        """
                        {"email": "nobody", "displayName": " ", "password": "short"}
                        """,
                        Map.of());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.raw().getContentType()).isEqualTo("application/problem+json");
        assertThat(reply.problem()).isEqualTo("invalid-request");
        assertThat(reply.fields()).containsExactlyInAnyOrder("email", "displayName", "password");
        assertThat(reply.raw().getContentAsString()).doesNotContain("short");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                           | displayName",
                "{\"email\": 7, \"nickname\": \"x\"}          | nickname",
                "{\"role\": \"EMPEROR\"}                      | role",
                "{\"email\": {\"address\": \"a@b.c\"}}        | email",
                "{\"email\": \"ann@example.org\"              | body",
                "[]                                           | body",
                "not json                                     | body",
                "{} {}                                        | body"
            })
    void whatCannotBeReadNamesTheFieldOrTheBody(String body, String field) throws Exception {
        Reply reply = post(body, Map.of());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fields()).contains(field);
    }

    @Test
    void anEmptyBodyIsAskedFor() throws Exception {
        assertThat(post("", Map.of()).fields()).containsExactly("body");
    }

    @Test
    void aTakenAddressIsAConflictAtTheEmailField() throws Exception {
        post(ann(), Map.of());

        Reply reply = post(ann(), Map.of());

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.problem()).isEqualTo("email-taken");
        assertThat(reply.fields()).containsExactly("email");
    }

    @Test
    void aCreationSentAgainWithItsKeyIsAnsweredTheSame() throws Exception {
        Reply first = post(ann(), Map.of("Idempotency-Key", "k-1"));

        Reply second = post(ann(), Map.of("Idempotency-Key", "k-1"));

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.raw().getHeader("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aKeyUsedForSomethingElseIsRefused() throws Exception {
        post(ann(), Map.of("Idempotency-Key", "k-1"));

        Reply reply = post(ann().replace("ann@", "bob@"), Map.of("Idempotency-Key", "k-1"));

        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.problem()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void aKeyThatIsTooLongIsRefused() throws Exception {
        Reply reply = post(ann(), Map.of("Idempotency-Key", "k".repeat(256)));

        assertThat(reply.fields()).containsExactly("Idempotency-Key");
    }

    @Test
    void aChangeWithoutIfMatchIsAskedForIt() throws Exception {
        String user = created();

        assertThat(send(HttpMethod.PATCH, user, "{}", Map.of()).status()).isEqualTo(428);
        assertThat(send(HttpMethod.PUT, user, ann(), Map.of()).status()).isEqualTo(428);
        Reply reply = send(HttpMethod.DELETE, user, "", Map.of());
        assertThat(reply.status()).isEqualTo(428);
        assertThat(reply.problem()).isEqualTo("if-match-required");
    }

    @Test
    void aChangeOfAnOldVersionIsRefusedAndTellsTheNewOne() throws Exception {
        String user = created();
        patch(user, "{\"displayName\": \"First\"}", "\"1\"");

        Reply reply = patch(user, "{\"displayName\": \"Second\"}", "\"1\"");

        assertThat(reply.status()).isEqualTo(412);
        assertThat(reply.problem()).isEqualTo("stale-version");
        assertThat(reply.raw().getHeader("ETag")).isEqualTo("\"2\"");
        assertThat(send(HttpMethod.DELETE, user, "", ifMatch("\"1\"")).status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"1\"", "\"seven\"", "1", "\"99999999999999999999999\"", ""})
    void aTagThatIsNoVersionMatchesNone(String tag) throws Exception {
        assertThat(patch(created(), "{\"displayName\": \"X\"}", tag).status()).isEqualTo(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "\"7\", \"1\""})
    void aTagThatNamesTheVersionMatches(String tag) throws Exception {
        Reply reply = patch(created(), "{\"displayName\": \"X\"}", tag);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.raw().getHeader("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void aPatchLeavesOutWhatItDoesNotNameAndRemovesNothing() throws Exception {
        String user = created();

        Reply renamed = patch(user, "{\"displayName\": \"Ann B.\"}", "\"1\"");
        Reply removing = patch(user, "{\"email\": null}", "\"2\"");

        assertThat(renamed.body().path("email").asString()).isEqualTo("ann@example.org");
        assertThat(renamed.body().path("displayName").asString()).isEqualTo("Ann B.");
        assertThat(removing.status()).isEqualTo(400);
        assertThat(removing.fields()).containsExactly("email");
        assertThat(patch(user, "{\"version\": 9}", "\"2\"").fields()).containsExactly("version");
        assertThat(patch(user, "[]", "\"2\"").fields()).containsExactly("body");
    }

    @Test
    void aReplacementMustBeWhole() throws Exception {
        String user = created();

        assertThat(send(HttpMethod.PUT, user, ann(), ifMatch("\"1\"")).fields())
                .containsExactly("role");
        Reply whole =
                send(
                        HttpMethod.PUT,
                        user,
                        """
                        {"email": "ann.b@example.org", "displayName": "Ann B.", "role": "ADMIN"}
                        """,
                        ifMatch("\"1\""));
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.body().path("role").asString()).isEqualTo("ADMIN");
    }

    @Test
    void aDeletedUserIsNotFound() throws Exception {
        String user = created();

        assertThat(send(HttpMethod.DELETE, user, "", ifMatch("*")).status()).isEqualTo(204);

        Reply reply = get(user);
        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.problem()).isEqualTo("user-not-found");
        assertThat(patch(user, "{}", "*").status()).isEqualTo(404);
        assertThat(send(HttpMethod.DELETE, user, "", ifMatch("*")).status()).isEqualTo(404);
    }

    @Test
    void whoAlreadyHasTheVersionIsNotSentItAgain() throws Exception {
        Reply reply = send(HttpMethod.GET, created(), "", Map.of("If-None-Match", "\"1\""));

        assertThat(reply.status()).isEqualTo(304);
    }

    @Test
    void aListGoesOnWhereTheLastPageEnded() throws Exception {
        for (String name : List.of("ann", "bob", "cat")) {
            post(ann().replace("ann@", name + "@"), Map.of());
        }

        Reply first = get(USERS + "?limit=2");
        Reply second = get(USERS + "?limit=2&after=" + first.body().path("next").asString());

        assertThat(first.body().path("items").size()).isEqualTo(2);
        assertThat(first.body().path("total").asLong()).isEqualTo(3);
        assertThat(second.body().at("/items/0/email").asString()).isEqualTo("cat@example.org");
        assertThat(second.body().path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "?limit=0,limit",
        "?limit=501,limit",
        "?limit=-1,limit",
        "?limit=many,limit",
        "?after=%21%21,after",
        "/not-a-uuid,id"
    })
    void aParameterThatIsWrongIsNamed(String query, String field) throws Exception {
        Reply reply = get(USERS + query);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.fields()).containsExactly(field);
    }

    @Test
    void aPrefixLongerThanAnyAddressIsRefused() throws Exception {
        assertThat(get(USERS + "?emailPrefix=" + "a".repeat(300)).fields())
                .containsExactly("emailPrefix");
    }

    @Test
    void aBodyLargerThanAnyUserIsRefusedUnread() throws Exception {
        Reply reply =
                post("{\"displayName\": \"" + "x".repeat(BodyLimit.LARGEST) + "\"}", Map.of());

        assertThat(reply.status()).isEqualTo(413);
        assertThat(reply.problem()).isEqualTo("body-too-large");
    }

    @Test
    void anotherMediaTypeOrMethodIsAProblemToo() throws Exception {
        MockHttpServletResponse form =
                mvc.perform(
                                MockMvcRequestBuilders.post(USERS)
                                        .contentType(MediaType.TEXT_PLAIN)
                                        .content("hello"))
                        .andReturn()
                        .getResponse();
        MockHttpServletResponse method =
                mvc.perform(MockMvcRequestBuilders.delete(USERS)).andReturn().getResponse();

        assertThat(form.getStatus()).isEqualTo(415);
        assertThat(form.getContentType()).isEqualTo("application/problem+json");
        assertThat(method.getStatus()).isEqualTo(405);
    }

    @Test
    void aDatabaseThatIsAwayIsToldWithoutItsName() throws Exception {
        mvc =
                serving(
                        new UnreachableUsers(
                                () ->
                                        new DataAccessResourceFailureException(
                                                "jdbc:mysql://secret-host")));

        Reply reply = get(USERS);

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.problem()).isEqualTo("database-unavailable");
        assertThat(reply.raw().getHeader("Retry-After")).isEqualTo("2");
        assertThat(reply.raw().getContentAsString()).doesNotContain("secret-host");
    }

    @Test
    void whatNobodyPlannedIsToldWithAReferenceOnly() throws Exception {
        mvc = serving(new UnreachableUsers(() -> new IllegalStateException("inner secret")));

        Reply reply = get(USERS);

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.problem()).isEqualTo("unexpected");
        assertThat(reply.raw().getContentAsString()).doesNotContain("inner secret");
    }

    private String created() throws Exception {
        return post(ann(), Map.of()).raw().getHeader("Location");
    }

    private static String ann() {
        return """
        {"email": "ann@example.org", "displayName": "Ann", "password": "correct horse battery"}
        """;
    }

    private static Map<String, String> ifMatch(String tag) {
        return Map.of("If-Match", tag);
    }

    private Reply get(String path) throws Exception {
        return send(HttpMethod.GET, path, "", Map.of());
    }

    private Reply post(String body, Map<String, String> headers) throws Exception {
        return send(HttpMethod.POST, USERS, body, headers);
    }

    private Reply patch(String path, String body, String tag) throws Exception {
        return send(HttpMethod.PATCH, path, body, ifMatch(tag));
    }

    private Reply send(HttpMethod method, String path, String body, Map<String, String> headers)
            throws Exception {
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.request(method, java.net.URI.create(path));
        headers.forEach(request::header);
        if (method == HttpMethod.POST || method == HttpMethod.PUT) {
            request.contentType(MediaType.APPLICATION_JSON).content(body);
        } else if (method == HttpMethod.PATCH) {
            request.contentType("application/merge-patch+json").content(body);
        }
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        String text = response.getContentAsString();
        return new Reply(
                response.getStatus(),
                text.isEmpty() ? JSON.missingNode() : JSON.readTree(text),
                response);
    }
}
