package dev.portcullis.console.quarantine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.console.access.FixedUser;
import dev.portcullis.console.api.TestApi;
import dev.portcullis.console.quarantine.InMemoryQuarantines;
import dev.portcullis.console.quarantine.QuarantineRequest;
import dev.portcullis.console.quarantine.QuarantineResult;
import dev.portcullis.console.quarantine.QuarantineResult.Why;
import dev.portcullis.console.quarantine.TestQuarantines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuarantineApiTest {
    private static final String LIST = "/api/v1/quarantines";
    private static final String CURIOUS =
            "{\"workload\":\"shop/curious\",\"reason\":\"It scans\"%s}";

    private final InMemoryQuarantines quarantines = new InMemoryQuarantines();
    private final TestApi api = TestApi.of(new QuarantineApi(quarantines, new FixedUser()));

    @Test
    void theListSaysWhoIsCutOffWhyAndWhetherThatIsProven() throws Exception {
        quarantines.known.add(TestQuarantines.held());
        quarantines.trouble = Optional.of("The policies have not been read yet.");

        var list = api.get(LIST);

        assertThat(list.at("/items/0/workload")).isEqualTo("shop/curious");
        assertThat(list.at("/items/0/reason")).isEqualTo("It scans");
        assertThat(list.at("/items/0/incident")).isEqualTo("31");
        assertThat(list.at("/items/0/denied")).isEqualTo("24");
        assertThat(list.at("/items/0/proven")).isEqualTo("2026-11-22T12:00:01Z");
        assertThat(list.at("/problem")).isEqualTo("The policies have not been read yet.");
    }

    @Test
    void whatIsNotKnownIsNullAndNotZero() throws Exception {
        quarantines.known.add(TestQuarantines.of(Optional.empty(), 0, Optional.empty(), ""));

        var one = api.get(LIST).json().at("/items/0");

        assertThat(one.path("releaseAt").isNull()).isTrue();
        assertThat(one.path("proven").isNull()).isTrue();
    }

    @Test
    void aPlanShowsThePolicyAndChangesNothing() throws Exception {
        quarantines.planned = TestQuarantines.plan("users/mysql", List.of("users/mysql"));

        var plan = api.get(LIST + "/plan?workload=users/mysql");

        assertThat(plan.at("/yaml")).contains("kind: CiliumNetworkPolicy");
        assertThat(plan.at("/guarded/0")).isEqualTo("users/mysql");
        assertThat(quarantines.begun).isEmpty();
    }

    @Test
    void whatCannotBePlannedSaysWhy() throws Exception {
        assertThat(api.get(LIST + "/plan?workload=shop/ghost").isProblem(422)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?workload=", "?workload=shop", "?workload=/curious"})
    void aPlanOfNobodyIsAProblem(String query) throws Exception {
        assertThat(api.get(LIST + "/plan" + query).isProblem(400)).isTrue();
    }

    @Test
    void beginningPassesOnWhatWasAskedFor() throws Exception {
        var answer =
                api.post(
                        LIST,
                        CURIOUS.formatted(
                                ",\"pod\":\"curious-0\",\"seconds\":60,\"confirmGuarded\":true,"
                                        + "\"incident\":31"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.at("/policy")).isEqualTo("portcullis-quarantine-1");
        assertThat(quarantines.begun)
                .singleElement()
                .satisfies(
                        request -> {
                            assertThat(request.subject().id()).isEqualTo("shop/curious");
                            assertThat(request.subject().pod()).contains("curious-0");
                            assertThat(request.time()).isEqualTo(Duration.ofMinutes(1));
                            assertThat(request.confirmsGuarded()).isTrue();
                            assertThat(request.incident()).hasValue(31);
                            assertThat(request.user()).isEqualTo(FixedUser.OPERATOR);
                        });
    }

    @Test
    void whatIsLeftOutIsTheCautiousChoice() throws Exception {
        api.post(LIST, CURIOUS.formatted(""));

        assertThat(quarantines.begun.getFirst().time()).isEqualTo(Duration.ofMinutes(15));
        assertThat(quarantines.begun.getFirst().confirmsGuarded()).isFalse();
        assertThat(quarantines.begun.getFirst().incident()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "{\"workload\":\"shop/curious\"}",
                "{\"workload\":\"shop/curious\",\"reason\":\"  \"}",
                "{\"workload\":\"curious\",\"reason\":\"It scans\"}",
                "{\"workload\":[\"shop/curious\"],\"reason\":\"It scans\"}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"seconds\":9}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"seconds\":86401}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"seconds\":\"long\"}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"seconds\":99999999999}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"confirmGuarded\":\"perhaps\"}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"labels\":{\"app\":\"mysql\"}}",
                "{\"workload\":\"shop/curious\",\"reason\":\"It scans\",\"incident\":-1}"
            })
    void aWishThatMakesNoSenseCutsNobodyOff(String body) throws Exception {
        assertThat(api.post(LIST, body).isProblem(400)).isTrue();
        assertThat(quarantines.begun).isEmpty();
    }

    @Test
    void aReasonThatIsTooLongIsRefused() throws Exception {
        var body = "{\"workload\":\"shop/curious\",\"reason\":\"%s\"}";
        var longest = "x".repeat(QuarantineRequest.REASON_LENGTH);

        assertThat(api.post(LIST, body.formatted(longest + "x")).isProblem(400)).isTrue();
        assertThat(api.post(LIST, body.formatted(longest)).status()).isEqualTo(201);
    }

    @Test
    void releasingNamesThePolicy() throws Exception {
        var answer = api.delete(LIST + "/shop/portcullis-quarantine-1?reason=A+mistake");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(quarantines.released).containsExactly("shop/portcullis-quarantine-1");
    }

    @ParameterizedTest
    @CsvSource({
        "FORBIDDEN,422",
        "GUARDED,422",
        "MISSING,404",
        "CONFLICT,409",
        "UNRECORDED,503",
        "CLUSTER,502"
    })
    void whatWasNotDoneIsAProblemThatSaysWhy(Why why, int status) throws Exception {
        quarantines.answer = Optional.of(new QuarantineResult.Refused(why, "It was not done."));

        assertThat(api.post(LIST, CURIOUS.formatted("")).isProblem(status)).isTrue();
        assertThat(api.delete(LIST + "/shop/x").isProblem(status)).isTrue();
    }
}
