package dev.portcullis.console.drills.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.Role;
import dev.portcullis.console.access.User;
import dev.portcullis.console.drills.DrillPlan;
import dev.portcullis.console.drills.DrillRequest;
import dev.portcullis.console.drills.InMemoryDrills;
import dev.portcullis.console.drills.LaunchResult;
import dev.portcullis.console.drills.TestDrills;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DrillsApiTest {
    private final InMemoryDrills drills = new InMemoryDrills();
    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(
                            new DrillsApi(drills, new Operator()),
                            new DrillReportsApi(drills, Clock.systemUTC()))
                    .build();

    @Test
    void launchingAnswersTheDrillAndWhereToReadIt() throws Exception {
        var reply = post("{\"plan\":\"mysql-login\",\"attempts\":7}");

        assertThat(reply.getStatus()).isEqualTo(201);
        assertThat(reply.getHeader("Location")).isEqualTo("/api/v1/drills/" + TestDrills.ID);
        assertThat(drills.launched).containsExactly(new DrillRequest(DrillPlan.MYSQL_LOGIN, 7));
        assertThat(json(reply).path("state").asString()).isEqualTo("running");
        assertThat(json(reply).path("verdict").isNull()).isTrue();
    }

    @Test
    void attemptsCanBeLeftOut() throws Exception {
        post("{\"plan\":\"mysql-login\"}");

        assertThat(drills.launched.getFirst().attempts()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"plan\":\"rm-rf\"}",
                "{\"plan\":\"mysql-login\",\"attempts\":0}",
                "{\"plan\":\"mysql-login\",\"attempts\":61}",
                "{\"plan\":\"mysql-login\",\"intervalMs\":-1}",
                "{\"plan\":\"mysql-login\",\"intervalMs\":99999}"
            })
    void whatCannotBeLaunchedIsAProblemAndLaunchesNothing(String body) throws Exception {
        var reply = post(body);

        assertThat(reply.getStatus()).isEqualTo(400);
        assertThat(reply.getContentType()).isEqualTo("application/problem+json");
        assertThat(drills.launched).isEmpty();
    }

    @Test
    void tooManyDrillsAreAConflict() throws Exception {
        drills.answer = Optional.of(new LaunchResult.Busy("Three drills run already."));

        var reply = post("{\"plan\":\"mysql-login\"}");

        assertThat(reply.getStatus()).isEqualTo(409);
        assertThat(json(reply).path("detail").asString()).isEqualTo("Three drills run already.");
    }

    @Test
    void aDrillIsReadWithItsEvidence() throws Exception {
        drills.known.add(TestDrills.blocked());

        var drill = json(get("/api/v1/drills/" + TestDrills.ID));

        assertThat(drill.path("verdict").asString()).isEqualTo("BLOCKED");
        assertThat(drill.path("state").asString()).isEqualTo("cleaned");
        assertThat(drill.path("firstDropMs").asLong()).isEqualTo(38);
        assertThat(drill.at("/attempts/0/outcome").asString()).isEqualTo("TIMEOUT");
        assertThat(drill.at("/attempts/0/network").asString()).isEqualTo("denied");
        assertThat(drill.at("/attempts/0/policies/0").asString()).isEqualTo("users/mysql-ingress");
        assertThat(drill.at("/control/successRate").asDouble()).isEqualTo(0.9375);
    }

    @Test
    void theReportComesAsMarkdownToKeep() throws Exception {
        drills.known.add(TestDrills.blocked());

        var reply = get("/api/v1/drills/" + TestDrills.ID + "/report.md");

        assertThat(reply.getContentType()).startsWith("text/markdown");
        assertThat(reply.getHeader("Content-Disposition")).contains("drill-k7m2x9qa.md");
        assertThat(reply.getContentAsString()).startsWith("# Drill k7m2x9qa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzzzzzz", "NOT-AN-ID", "1"})
    void aDrillThatIsNotThereIsAProblem(String id) throws Exception {
        assertThat(get("/api/v1/drills/" + id).getStatus()).isEqualTo(404);
        assertThat(get("/api/v1/drills/" + id + "/report.md").getStatus()).isEqualTo(404);
    }

    @Test
    void aDrillCanBeStopped() throws Exception {
        var reply =
                mvc.perform(MockMvcRequestBuilders.delete("/api/v1/drills/" + TestDrills.ID))
                        .andReturn()
                        .getResponse();

        assertThat(reply.getStatus()).isEqualTo(202);
        assertThat(drills.cleaned).containsExactly(TestDrills.ID);
    }

    private MockHttpServletResponse get(String path) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get(path)).andReturn().getResponse();
    }

    private MockHttpServletResponse post(String body) throws Exception {
        return mvc.perform(
                        MockMvcRequestBuilders.post("/api/v1/drills")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content(body))
                .andReturn()
                .getResponse();
    }

    private static JsonNode json(MockHttpServletResponse reply) throws Exception {
        return JsonMapper.shared().readTree(reply.getContentAsString());
    }

    private record Operator() implements CurrentUser {
        @Override
        public Optional<User> find() {
            return Optional.of(
                    new User("operator", "127.0.0.1", Set.of(Role.VIEWER, Role.OPERATOR)));
        }

        @Override
        public User require() {
            return find().orElseThrow();
        }
    }
}
