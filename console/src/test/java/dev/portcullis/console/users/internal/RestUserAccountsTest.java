package dev.portcullis.console.users.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.User;
import dev.portcullis.console.users.UserAccount;
import dev.portcullis.console.users.UserAccounts;
import dev.portcullis.console.users.UserChangeResult;
import dev.portcullis.console.users.UserDraft;
import dev.portcullis.console.users.UserListResult;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

class RestUserAccountsTest {
    private static final User OPERATOR = User.console();
    private static final UserAccount ADA =
            new UserAccount(
                    "11111111-1111-4111-8111-111111111111",
                    "ada@example.org",
                    "Ada",
                    "MEMBER",
                    Instant.EPOCH,
                    Instant.EPOCH,
                    3);
    private static final UserDraft DRAFT =
            new UserDraft("ada@example.org", "Ada L.", "ADMIN", Optional.empty());

    private AnsweringService service;
    private UserAccounts accounts;

    @BeforeEach
    void start() throws IOException {
        service = new AnsweringService();
        accounts =
                new RestUserAccounts(
                        RestClient.builder()
                                .requestFactory(new JdkClientHttpRequestFactory())
                                .baseUrl(service.url() + "/api/v1/users")
                                .build(),
                        service.url());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anOffsetIsReachedThroughCursorsAndRemembered() {
        service.then(200, page("c2", "a", "b"))
                .then(200, page("c4", "c", "d"))
                .then(200, page("c4", "c", "d"));

        assertThat(emails(accounts.list("", 2, 2))).containsExactly("c@x.org", "d@x.org");
        assertThat(emails(accounts.list("", 2, 2))).containsExactly("c@x.org", "d@x.org");
        assertThat(service.asked())
                .extracting(AnsweringService.Asked::target)
                .containsExactly(
                        "/api/v1/users?limit=2&emailPrefix=",
                        "/api/v1/users?limit=2&emailPrefix=&after=c2",
                        "/api/v1/users?limit=2&emailPrefix=&after=c2");
    }

    @Test
    void anOffsetBehindTheLastUserFindsNobody() {
        service.then(200, page(null, "a"));

        assertThat(emails(accounts.list("", 50, 10))).isEmpty();
    }

    @Test
    void whatIsSearchedForIsEscaped() {
        service.then(200, page(null));

        accounts.list("a&limit=200#%", 0, 1);

        assertThat(service.asked().getFirst().target())
                .isEqualTo("/api/v1/users?limit=1&emailPrefix=a%26limit%3D200%23%25");
    }

    @Test
    void aChangeNamesTheVersionItWasMadeFor() {
        service.then(200, user("ada", 4));

        assertThat(accounts.change(OPERATOR, ADA, DRAFT))
                .isInstanceOf(UserChangeResult.Saved.class);
        assertThat(service.asked().getFirst().ifMatch()).isEqualTo("\"3\"");
        assertThat(service.asked().getFirst().body()).doesNotContain("password");
    }

    @Test
    void whoIsSecondSeesWhatTheFirstMadeOfIt() {
        service.then(412, "{\"title\":\"stale\"}").then(200, user("grace", 7));

        assertThat(accounts.change(OPERATOR, ADA, DRAFT))
                .isInstanceOfSatisfying(
                        UserChangeResult.Conflict.class,
                        conflict -> {
                            assertThat(conflict.theirs().email()).isEqualTo("grace@x.org");
                            assertThat(conflict.theirs().version()).isEqualTo(7);
                        });
    }

    @Test
    void aFieldTheServiceDoesNotTakeIsNamed() {
        service.then(
                400,
                "{\"errors\":[{\"field\":\"email\",\"message\":\"must be an e-mail address\"}]}");

        assertThat(accounts.create(OPERATOR, DRAFT))
                .isEqualTo(
                        new UserChangeResult.Invalid(Map.of("email", "must be an e-mail address")));
    }

    @Test
    void aPolicysDenialIsNotTakenForMissingData() {
        service.then(403, "Access denied\r\n").then(403, "Access denied\r\n");

        assertThat(accounts.delete(OPERATOR, ADA)).isInstanceOf(UserChangeResult.Refused.class);
        assertThat(accounts.list("", 0, 10))
                .isInstanceOfSatisfying(
                        UserListResult.Unavailable.class,
                        gone -> assertThat(gone.why()).contains("policy").contains("403"));
    }

    @Test
    void aDatabaseThatIsDownIsSaidInTheServicesOwnWords() {
        service.then(
                503,
                "{\"title\":\"The database cannot be reached\",\"detail\":\"Connect timed out\"}");

        assertThat(accounts.list("", 0, 10))
                .isEqualTo(
                        new UserListResult.Unavailable(
                                "The database cannot be reached. Connect timed out."));
    }

    @Test
    void aServiceThatIsDownSaysSo() {
        service.close();

        assertThat(accounts.list("", 0, 10))
                .isInstanceOfSatisfying(
                        UserListResult.Unavailable.class,
                        gone -> assertThat(gone.why()).contains("did not answer"));
    }

    @Test
    void anAnswerThatIsNoListOfUsersIsRefused() {
        service.then(200, "<html>" + "x".repeat(2_000_000)).then(200, "{\"items\":[{\"id\":{}}]}");

        assertThat(accounts.list("", 0, 10)).isInstanceOf(UserListResult.Unavailable.class);
        assertThat(accounts.list("", 0, 10)).isInstanceOf(UserListResult.Unavailable.class);
    }

    private static Iterable<String> emails(UserListResult result) {
        return ((UserListResult.Found) result).users().stream().map(UserAccount::email).toList();
    }

    private static String page(String next, String... names) {
        StringBuilder items = new StringBuilder();
        for (String name : names) {
            items.append(items.isEmpty() ? "" : ",").append(user(name, 1));
        }
        return "{\"items\":[%s],\"next\":%s,\"total\":9}"
                .formatted(items, next == null ? "null" : "\"" + next + "\"");
    }

    private static String user(String name, int version) {
        return """
        {"id":"%s","email":"%s@x.org","displayName":"%s","role":"MEMBER",
         "createdAt":"2026-01-01T00:00:00Z","updatedAt":"2026-01-01T00:00:00Z","version":%d}\
        """
                .formatted(name, name, name, version);
    }
}
