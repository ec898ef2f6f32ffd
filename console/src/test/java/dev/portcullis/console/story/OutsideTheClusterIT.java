package dev.portcullis.console.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A console on somebody's own machine, as {@code ./run --cluster} starts it: a kubeconfig is all it has. */
@ExtendWith(Product.class)
class OutsideTheClusterIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir private Path home;

    @Test
    void theUserServiceIsReachedThroughTheKubernetesApi(RunningProduct product) throws Exception {
        try (var console =
                ConsoleProcess.start(
                        home, product.lab().endpoints().kubeconfig(), product.places())) {
            for (var check :
                    new String[] {"kubernetes", "rights", "relay", "guarded", "user-service"}) {
                await(check)
                        .atMost(SOON)
                        .until(
                                () -> check(console, check).path("state").asString(),
                                "sound"::equals);
            }
        }
    }

    @Test
    void withoutARelayInTheClusterTheScreenNamesWhatIsMissing(RunningProduct product)
            throws Exception {
        try (var console =
                ConsoleProcess.start(
                        home,
                        product.lab().endpoints().kubeconfig(),
                        Map.of(
                                "PORTCULLIS_HUBBLE_SERVICE", "kube-system/hubble-relay",
                                "PORTCULLIS_USER_SERVICE_SERVICE", "users/user-service"))) {
            await().atMost(SOON)
                    .untilAsserted(
                            () ->
                                    assertThat(check(console, "relay").path("seen").asString())
                                            .contains("no way to kube-system/hubble-relay")
                                            .contains("there is no such Service"));
        }
    }

    private static JsonNode check(ConsoleProcess console, String id) {
        return console.get("/api/v1/setup")
                .path("checks")
                .valueStream()
                .filter(check -> check.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
