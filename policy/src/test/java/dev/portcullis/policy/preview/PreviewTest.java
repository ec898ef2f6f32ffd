package dev.portcullis.policy.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.policy.Policy;
import dev.portcullis.policy.PolicyId;
import dev.portcullis.policy.examples.TestWindows;
import dev.portcullis.policy.examples.TestYaml;
import dev.portcullis.policy.flows.FlowWindow;
import dev.portcullis.policy.verdict.PolicySet;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreviewTest {

    private static final String SERVICE_ONLY =
            TestYaml.cnp(
                    "users",
                    "mysql-ingress",
                    "mysql",
                    "ingress: [{fromEndpoints: [{matchLabels: {app: user-service}}]}]\n");

    private static final FlowWindow WINDOW =
            TestWindows.of(
                    "passed users/user-service -> users/mysql:3306",
                    "passed users/user-service -> users/mysql:3306",
                    "stopped drills/intruder -> users/mysql:3306",
                    "passed shop/storefront -> users/user-service:8080");

    private static Preview preview(String before, PolicyChange... changes) {
        return Preview.of(
                PolicySet.compile(TestWindows.policies(before)), List.of(changes), WINDOW);
    }

    @Test
    void switchingAPolicyOffShowsWhoWouldGetIn() {
        Preview preview =
                preview(
                        SERVICE_ONLY,
                        new PolicyChange.Remove(PolicyId.cnp("users", "mysql-ingress")));

        assertThat(preview.newlyAllowed())
                .singleElement()
                .satisfies(
                        changed -> {
                            assertThat(changed.flow().connection().from().name())
                                    .isEqualTo("drills/intruder");
                            assertThat(changed.flow().samples()).hasSize(1);
                        });
        assertThat(preview.newlyDenied()).isEmpty();
        assertThat(preview.unchanged()).isEqualTo(3);
    }

    @Test
    void aPolicyThatForgetsSomeoneShowsWhomItCutsOff() {
        Policy forgetful =
                TestWindows.policies(
                                TestYaml.cnp(
                                        "users",
                                        "mysql-ingress",
                                        "mysql",
                                        "ingress: [{fromEndpoints: [{matchLabels: {app: exporter}}]}]\n"))
                        .getFirst();

        Preview preview = preview(SERVICE_ONLY, new PolicyChange.Put(forgetful));

        assertThat(preview.flowsNewlyDenied()).isEqualTo(2);
        assertThat(preview.newlyDenied())
                .extracting(changed -> changed.flow().connection().from().name())
                .containsExactly("users/user-service");
    }

    @Test
    void httpRulesThatWouldAskAboutRequestsAreShownApart() {
        Policy http =
                TestWindows.policies(
                                TestYaml.cnp(
                                        "users",
                                        "service",
                                        "user-service",
                                        "ingress: [{toPorts: [{ports: [{port: \"8080\", protocol: TCP}], rules: {http: [{method: GET}]}}]}]\n"))
                        .getFirst();

        Preview preview = preview(SERVICE_ONLY, new PolicyChange.Put(http));

        assertThat(preview.newlyAsked()).hasSize(1);
        assertThat(preview.newlyDenied()).isEmpty();
    }

    @Test
    void noChangeChangesNothing() {
        Preview preview = preview(SERVICE_ONLY);

        assertThat(preview.unchanged()).isEqualTo(WINDOW.flows());
        assertThat(preview.newlyAllowed()).isEmpty();
        assertThat(preview.window().lost()).isZero();
    }
}
