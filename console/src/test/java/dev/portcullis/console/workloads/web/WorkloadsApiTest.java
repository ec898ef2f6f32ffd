package dev.portcullis.console.workloads.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.CurrentUser;
import dev.portcullis.console.access.User;
import dev.portcullis.console.api.TestApiProblems;
import dev.portcullis.console.cluster.ReadProblem;
import dev.portcullis.console.workloads.ChangeResult;
import dev.portcullis.console.workloads.ChangeResult.Why;
import dev.portcullis.console.workloads.InMemoryPodLogs;
import dev.portcullis.console.workloads.InMemoryWorkloads;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.Rights;
import dev.portcullis.console.workloads.WorkloadChange;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WorkloadsApiTest {
    private static final String STOREFRONT = "/api/v1/workloads/deployment/shop/storefront";

    private final InMemoryWorkloads workloads = new InMemoryWorkloads();
    private final InMemoryPodLogs logs = new InMemoryPodLogs();
    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(
                            new WorkloadsApi(workloads, new Operator()),
                            new WorkloadLogsApi(workloads, logs))
                    .setControllerAdvice(TestApiProblems.advice())
                    .build();

    @BeforeEach
    void reset() {
        workloads.reset();
    }

    @Test
    void theListSaysWhatIsolatesEachAndHowFarItsRolloutIs() throws Exception {
        var list = json(get("/api/v1/workloads"));

        assertThat(list.path("problem").isNull()).isTrue();
        assertThat(list.at("/items/0/name").asString()).isEqualTo("storefront");
        assertThat(list.at("/items/0/ingress").asString()).isEqualTo("not isolated");
        assertThat(list.at("/items/0/rollout/state").asString()).isEqualTo("in progress");
        assertThat(list.at("/items/1/guarded").asBoolean()).isTrue();
        assertThat(list.at("/items/1/selectedBy/0").asString()).isEqualTo("users/mysql-ingress");
    }

    @Test
    void aListThatCannotBeReadSaysSo() throws Exception {
        workloads.known.clear();
        workloads.problem =
                Optional.of(
                        new ReadProblem(
                                ReadProblem.Kind.FORBIDDEN, "The cluster does not let us."));

        assertThat(json(get("/api/v1/workloads")).path("problem").asString())
                .isEqualTo("The cluster does not let us.");
    }

    @Test
    void oneWorkloadComesWithItsPodsAndWhatMayBeDone() throws Exception {
        workloads.rights = new Rights(true, false, true);

        var one = json(get(STOREFRONT));

        assertThat(one.at("/pods/1/status").asString()).isEqualTo("CrashLoopBackOff");
        assertThat(one.at("/may/restart").asBoolean()).isFalse();
        assertThat(one.at("/may/scale").asBoolean()).isTrue();
    }

    @Test
    void scalingPassesOnWhatTheCallerSaw() throws Exception {
        var reply = put("{\"replicas\":4,\"from\":2,\"reason\":\"The sale begins\"}");

        assertThat(reply.getStatus()).isEqualTo(202);
        assertThat(json(reply).path("kubectl").asString())
                .isEqualTo(
                        "kubectl -n shop scale deployment/storefront --current-replicas=2 --replicas=4");
        assertThat(workloads.asked.getFirst().change()).isEqualTo(new WorkloadChange.Scale(2, 4));
        assertThat(workloads.asked.getFirst().reason()).isEqualTo("The sale begins");
    }

    @Test
    void restartingNeedsNoMoreThanAReason() throws Exception {
        assertThat(post("{\"reason\":\"A new certificate\"}").getStatus()).isEqualTo(202);
        assertThat(workloads.asked.getFirst().change()).isEqualTo(new WorkloadChange.Restart());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"replicas\":1}",
                "{\"replicas\":1,\"reason\":\"  \"}",
                "{\"reason\":\"because\"}",
                "{\"replicas\":-1,\"reason\":\"because\"}",
                "{\"replicas\":51,\"reason\":\"because\"}"
            })
    void aScaleThatMakesNoSenseChangesNothing(String body) throws Exception {
        assertThat(put(body).getStatus()).isEqualTo(400);
        assertThat(workloads.asked).isEmpty();
    }

    @Test
    void aRestartWithoutAReasonChangesNothing() throws Exception {
        assertThat(post("{}").getStatus()).isEqualTo(400);
        assertThat(workloads.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MISSING,404",
        "CONFLICT,409",
        "FORBIDDEN,403",
        "INVALID,422",
        "UNRECORDED,503",
        "SILENT,503"
    })
    void whatWasNotDoneIsAProblemThatSaysWhy(Why why, int status) throws Exception {
        workloads.answer = Optional.of(new ChangeResult.Refused(why, "It was not done."));

        var reply = post("{\"reason\":\"because\"}");

        assertThat(reply.getStatus()).isEqualTo(status);
        assertThat(reply.getContentType()).isEqualTo("application/problem+json");
        assertThat(json(reply).path("detail").asString()).isEqualTo("It was not done.");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/workloads/deployment/shop/nobody,404",
        "/api/v1/workloads/deployment/shop/nobody/logs,404",
        "/api/v1/workloads/cronjob/shop/storefront,400",
        "/api/v1/workloads/deployment/shop/Not_A_Name,400"
    })
    void whatIsNotThereIsAProblem(String address, int status) throws Exception {
        assertThat(get(address).getStatus()).isEqualTo(status);
    }

    @Test
    void aLogIsReadFromAPodTheWorkloadHas() throws Exception {
        var tail = json(get(STOREFRONT + "/logs?pod=storefront-b&container=proxy&tail=5"));

        assertThat(tail.at("/lines/1").asString()).isEqualTo("<b>second</b>");
        assertThat(tail.path("kubectl").asString())
                .isEqualTo("kubectl -n shop logs storefront-b -c proxy --tail=5 -f");
        assertThat(logs.read)
                .containsExactly(new PodLogs.Query("shop", "storefront-b", "proxy", 5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?pod=mysql-0",
                "?pod=../../../namespaces/users/pods/mysql-0",
                "?container=other"
            })
    void noOtherPodsLogIsRead(String query) throws Exception {
        assertThat(get(STOREFRONT + "/logs" + query).getStatus()).isEqualTo(404);
        assertThat(logs.read).isEmpty();
    }

    @Test
    void aLogThatMayNotBeReadIsNotAnEmptyOne() throws Exception {
        logs.result = new PodLogs.Result.Refused(true, "No permission to read the logs in shop.");

        var reply = get(STOREFRONT + "/logs");

        assertThat(reply.getStatus()).isEqualTo(403);
        assertThat(json(reply).path("title").asString()).isEqualTo("No permission");
    }

    private MockHttpServletResponse get(String path) throws Exception {
        return send(MockMvcRequestBuilders.get(path));
    }

    private MockHttpServletResponse put(String body) throws Exception {
        return send(
                MockMvcRequestBuilders.put(STOREFRONT + "/scale")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private MockHttpServletResponse post(String body) throws Exception {
        return send(
                MockMvcRequestBuilders.post(STOREFRONT + "/restart")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content(body));
    }

    private MockHttpServletResponse send(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request).andReturn().getResponse();
    }

    private static JsonNode json(MockHttpServletResponse reply) throws Exception {
        return JsonMapper.shared().readTree(reply.getContentAsString());
    }

    private record Operator() implements CurrentUser {
        @Override
        public Optional<User> find() {
            return Optional.of(User.console());
        }

        @Override
        public User require() {
            return User.console();
        }
    }
}
