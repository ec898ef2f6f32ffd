package dev.portcullis.console.incidents.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.drills.TestDrills;
import dev.portcullis.console.incidents.ChangeResult;
import dev.portcullis.console.incidents.InMemoryIncidents;
import dev.portcullis.console.incidents.IncidentChange;
import dev.portcullis.console.incidents.IncidentChange.Kind;
import dev.portcullis.console.incidents.IncidentState;
import dev.portcullis.console.incidents.Note;
import dev.portcullis.console.incidents.TestIncidents;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentsApiTest {
    private static final String LIST = "/api/v1/incidents";

    private final InMemoryIncidents incidents = new InMemoryIncidents();
    private final TestApi api = TestApi.of(new IncidentsApi(incidents, new FixedUser()));

    @Test
    void theListTellsIntrudersFromExercisesAndWhatMayHaveBeenMissed() throws Exception {
        incidents.known.add(TestIncidents.intruder(31));
        incidents.known.add(TestIncidents.exercise(32, TestDrills.ID));
        incidents.missed = 12;
        incidents.trouble = Optional.of("The stream of flows is away.");

        var list = api.get(LIST);

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.at("/items/0/exercise")).isEqualTo("false");
        assertThat(list.json().at("/items/0/drill").isNull()).isTrue();
        assertThat(list.at("/items/0/reason")).isEqualTo("no-rule-at-target");
        assertThat(list.at("/items/1/drill")).isEqualTo("k7m2x9qa");
        assertThat(list.at("/needAttention")).isEqualTo("1");
        assertThat(list.at("/unexamined")).isEqualTo("12");
        assertThat(list.at("/problem")).isEqualTo("The stream of flows is away.");
    }

    @ParameterizedTest
    @CsvSource({
        "kind=intruders,1",
        "kind=exercises,1",
        "kind=all,2",
        "state=open,2",
        "state=closed,0",
        "text=CURIOUS,1",
        "text=k7m2x9qa,1",
        "offset=1,1",
        "offset=99999999,0"
    })
    void onlyWhatWasAskedForIsListed(String query, int found) throws Exception {
        incidents.known.add(TestIncidents.intruder(31));
        incidents.known.add(TestIncidents.exercise(32, TestDrills.ID));

        assertThat(api.get(LIST + "?" + query).json().path("items")).hasSize(found);
    }

    @Test
    void noAnswerIsLongerThanWasAskedAndTheTotalSaysSo() throws Exception {
        for (var number = 1; number <= 150; number++) {
            incidents.known.add(TestIncidents.intruder(number));
        }

        assertThat(api.get(LIST).json().path("items")).hasSize(100);
        assertThat(api.get(LIST + "?limit=7").json().path("items")).hasSize(7);
        assertThat(api.get(LIST + "?limit=7").at("/total")).isEqualTo("150");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=1001",
                "limit=-1",
                "limit=x",
                "limit=99999999999",
                "offset=-1",
                "state=stolen",
                "kind=ghosts"
            })
    void aListThatMakesNoSenseIsAProblem(String query) throws Exception {
        assertThat(api.get(LIST + "?" + query).isProblem(400)).isTrue();
    }

    @Test
    void oneIsReadWithItsThreadAndItsFlows() throws Exception {
        incidents.known.add(
                TestIncidents.of(
                        31,
                        "shop/curious",
                        Optional.empty(),
                        IncidentState.ACKNOWLEDGED,
                        List.of(
                                new Note(
                                        TestIncidents.START,
                                        "operator",
                                        Note.Kind.COMMENT,
                                        "<b>mine</b>"))));

        var one = api.get(LIST + "/31");
        var flows = api.get(LIST + "/31/flows");

        assertThat(one.at("/owner")).isEqualTo("operator");
        assertThat(one.at("/notes/0/text")).isEqualTo("<b>mine</b>");
        assertThat(flows.response().getContentType()).startsWith("application/x-ndjson");
        assertThat(flows.body()).isEqualTo("{\"flow\":{\"verdict\":\"DROPPED\"}}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", "-1", "abc", "99999999999999999999", "1%2F..%2F2"})
    void oneThatIsNotThereIsAProblem(String id) throws Exception {
        assertThat(api.get(LIST + "/" + id).status()).isEqualTo(404);
        assertThat(api.get(LIST + "/" + id + "/flows").status()).isEqualTo(404);
        assertThat(api.post(LIST + "/" + id + "/closure", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "acknowledgement,ACKNOWLEDGE",
        "closure,CLOSE",
        "reopening,REOPEN",
        "comments,COMMENT"
    })
    void aChangePassesOnWhatWasSaidAndByWhom(String door, Kind kind) throws Exception {
        incidents.known.add(TestIncidents.intruder(31));

        var answer = api.post(LIST + "/31/" + door, "{\"text\":\" I look at it \"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/id")).isEqualTo("31");
        assertThat(incidents.changes)
                .containsExactly(
                        new IncidentChange(
                                TestIncidents.intruder(31).id(),
                                kind,
                                "I look at it",
                                FixedUser.OPERATOR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"text\":[\"a\"]}",
                "{\"text\":{}}",
                "{\"state\":\"closed\"}",
                "{\"text\":\"  \"}"
            })
    void aCommentThatMakesNoSenseChangesNothing(String body) throws Exception {
        incidents.known.add(TestIncidents.intruder(31));

        assertThat(api.post(LIST + "/31/comments", body).isProblem(400)).isTrue();
        assertThat(incidents.changes).isEmpty();
    }

    @Test
    void aFieldNobodyKnowsIsNamed() throws Exception {
        assertThat(api.post(LIST + "/31/closure", "{\"reason\":\"x\"}").at("/detail"))
                .contains("There is no field reason")
                .contains("text");
    }

    @Test
    void aTextThatIsTooLongIsRefused() throws Exception {
        incidents.known.add(TestIncidents.intruder(31));
        var longest = "x".repeat(IncidentChange.TEXT_LENGTH);

        assertThat(api.post(LIST + "/31/comments", text(longest)).status()).isEqualTo(200);
        assertThat(api.post(LIST + "/31/comments", text(longest + "x")).isProblem(400)).isTrue();
        assertThat(incidents.changes).hasSize(1);
    }

    @Test
    void whatWasNotDoneIsAConflictThatSaysWhy() throws Exception {
        incidents.answer = Optional.of(new ChangeResult.Refused("#31 is closed already."));

        var answer = api.post(LIST + "/31/closure", "{}");

        assertThat(answer.isProblem(409)).isTrue();
        assertThat(answer.at("/detail")).isEqualTo("#31 is closed already.");
    }

    private static String text(String text) {
        return "{\"text\":\"" + text + "\"}";
    }
}
