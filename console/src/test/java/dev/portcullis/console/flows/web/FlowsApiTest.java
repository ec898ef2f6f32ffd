package dev.portcullis.console.flows.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.TestClock;
import dev.portcullis.console.flows.TestFlows;
import dev.portcullis.console.flows.internal.TestFlowStores;
import dev.portcullis.hubble.FlowJson;
import dev.portcullis.hubble.Verdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlowsApiTest {
    private static final String HOSTILE = "=HYPERLINK(\"http://evil\",\"x\")";

    private final TestClock clock = new TestClock();
    private final TestFlowStores stores = new TestFlowStores(clock);
    private final FlowSources sources =
            new FlowSources(stores.flows(), stores.tail(), stores.recordings(), clock);
    private final MockMvc mvc =
            MockMvcBuilders.standaloneSetup(
                            new FlowsApi(sources, new ValueHints()),
                            new RecordingsApi(stores.recordings(), sources))
                    .build();

    @BeforeEach
    void traffic() {
        var now = clock.instant();
        stores.take(TestFlows.deniedSyn(now, TestFlows.INTRUDER, TestFlows.MYSQL));
        stores.take(TestFlows.packet(now, TestFlows.USER_SERVICE, TestFlows.MYSQL));
        stores.take(
                TestFlows.request(
                        now, TestFlows.STOREFRONT, TestFlows.USER_SERVICE, Verdict.FORWARDED));
        stores.take(TestFlows.question(now, TestFlows.USER_SERVICE, TestFlows.COREDNS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict=dropped",
                "verdict=denied&since=15m",
                "namespace=drills",
                "workload=drills/intruder",
                "drop-reason=POLICY_DENIED&limit=10",
                "to-port=3306&not-verdict=forwarded",
                "namespace=users&not-workload=users/user-service"
            })
    void theDeniedOnesAreFoundInMoreThanOneWay(String query) throws Exception {
        var lines = get("/api/v1/flows?" + query).getContentAsString().lines().toList();

        assertThat(lines).hasSize(2);
        assertThat(lines)
                .allSatisfy(
                        line ->
                                assertThat(FlowJson.read(line))
                                        .isInstanceOf(FlowJson.Reading.Read.class));
    }

    @Test
    void theLimitTakesTheNewest() throws Exception {
        assertThat(get("/api/v1/flows?limit=1").getContentAsString()).contains("dns");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "verdict=maybe",
                "since=yesterday",
                "limit=0",
                "limit=100001",
                "limit=x",
                "format=xml",
                "port=http",
                "not-nonsense=1",
                "path=("
            })
    void nonsenseIsABadRequest(String query) throws Exception {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> get("/api/v1/flows?" + query)))
                .hasRootCauseInstanceOf(dev.portcullis.console.api.BadRequestException.class);
    }

    @Test
    void theTailHandsOutWholeHubbleLinesAndACursor() throws Exception {
        var first = json(get("/api/v1/flows/tail?verdict=dropped"));
        var next = json(get("/api/v1/flows/tail?cursor=" + first.path("cursor").asString()));

        assertThat(first.path("rows")).hasSize(2);
        assertThat(first.at("/rows/0/line/flow/verdict").asString()).isEqualTo("DROPPED");
        assertThat(first.at("/rows/0/source").asString()).isEqualTo("drills/intruder");
        assertThat(next.path("rows")).isEmpty();
        assertThat(next.path("fresh").asBoolean()).isFalse();
    }

    @Test
    void suggestionsAreValuesThatFlowsReallyHaveTheMostFrequentFirst() throws Exception {
        var values = json(get("/api/v1/flows/values?field=namespace"));

        assertThat(values.at("/0/value").asString()).isEqualTo("users");
        assertThat(values.at("/0/flows").asInt()).isEqualTo(5);
        assertThat(json(get("/api/v1/flows/values?field=namespace&typed=RILL")).at("/0/value"))
                .hasToString("\"drills\"");
        assertThat(json(get("/api/v1/flows/values?field=namespace&typed=nowhere"))).isEmpty();
    }

    @Test
    void everyFieldIsListedWithAHint() throws Exception {
        assertThat(json(get("/api/v1/flows/fields")))
                .hasSizeGreaterThan(25)
                .allSatisfy(field -> assertThat(field.path("hint").asString()).isNotEmpty());
    }

    @Test
    void noCellOfTheCsvIsAFormula() throws Exception {
        stores.take(
                TestFlows.packet(
                        clock.instant(),
                        TestFlows.pod(HOSTILE, "@SUM(1)", "Deployment", 1),
                        TestFlows.MYSQL));

        var response = get("/api/v1/flows?format=csv&download=true&limit=1");

        assertThat(response.getContentType()).startsWith("text/csv");
        assertThat(response.getHeader("Content-Disposition")).contains("flows.csv");
        assertThat(response.getContentAsString())
                .startsWith("time,verdict")
                .contains("\"'=HYPERLINK(\"\"http://evil\"\",\"\"x\"\")\"")
                .contains(",'@SUM(1),")
                .doesNotContain(",=")
                .doesNotContain(",@");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1", "+1", "-1", "@x", "\t=1", " =1", "\r=1", "|x", "%x"})
    void whateverBeginsAFormulaIsQuotedAway(String text) {
        assertThat(FlowCsv.cell(text)).matches("(?s)\"?'.*");
    }

    @Test
    void aRecordedFileAnswersByTheSameFiltersAndNeverMixesWithTheLiveFlows() throws Exception {
        var lines =
                TestFlows.deniedSyn(clock.instant(), TestFlows.ORDERS, TestFlows.MYSQL).stream()
                        .map(flow -> FlowJson.print(flow) + "\n")
                        .collect(Collectors.joining());
        var opened =
                mvc.perform(
                                MockMvcRequestBuilders.post("/api/v1/recordings?name=a.jsonl")
                                        .contentType("application/x-ndjson")
                                        .content(lines + "nonsense\n"))
                        .andReturn()
                        .getResponse();
        assertThat(opened.getStatus()).isEqualTo(201);
        var id = json(opened).path("id").asString();

        assertThat(json(opened).path("badLines").asInt()).isEqualTo(1);
        assertThat(get("/api/v1/flows?recording=" + id).getContentAsString().lines()).hasSize(2);
        assertThat(get("/api/v1/flows?namespace=shop&verdict=dropped").getContentAsString())
                .isEmpty();
        assertThat(json(get("/api/v1/flows/values?field=from-namespace&recording=" + id)))
                .hasSize(1);
        assertThat(get("/api/v1/flows?recording=0123").getStatus()).isEqualTo(404);
    }

    @Test
    void aFileWithoutFlowsIsRefusedWithTheReason() throws Exception {
        var refused =
                mvc.perform(
                                MockMvcRequestBuilders.post("/api/v1/recordings")
                                        .contentType("application/x-ndjson")
                                        .content("nonsense\n".getBytes(StandardCharsets.UTF_8)))
                        .andReturn()
                        .getResponse();

        assertThat(refused.getStatus()).isEqualTo(422);
    }

    private MockHttpServletResponse get(String path) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get(URI.create(path.replace("(", "%28"))))
                .andReturn()
                .getResponse();
    }

    private static JsonNode json(MockHttpServletResponse response) throws Exception {
        return JsonMapper.shared().readTree(response.getContentAsString());
    }
}
