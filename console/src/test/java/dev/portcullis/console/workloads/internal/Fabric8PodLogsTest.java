package dev.portcullis.console.workloads.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.console.LabApi;
import dev.portcullis.console.workloads.PodLogs;
import dev.portcullis.console.workloads.PodLogs.Query;
import dev.portcullis.console.workloads.PodLogs.Result;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real Kubernetes API. */
class Fabric8PodLogsTest {
    private static final Query NEWEST = new Query("shop", "storefront-a", "", 2);

    private LabApi api;
    private KubernetesClient client;
    private Fabric8PodLogs logs;

    @BeforeEach
    void start() throws Exception {
        api = LabApi.start();
        client = api.client();
        client.resource(
                        """
                        apiVersion: v1
                        kind: Pod
                        metadata: {name: storefront-a, namespace: shop}
                        spec:
                          containers: [{name: storefront, image: "portcullis/traffic:0.1.0"}]
                        """)
                .create();
        for (var line : List.of("one", "two", "three")) {
            api.writes("shop", "storefront-a", line);
        }
        logs = new Fabric8PodLogs(client);
    }

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    @Test
    void theNewestLinesAreRead() {
        assertThat(logs.read(NEWEST)).isEqualTo(new Result.Lines(List.of("two", "three")));
    }

    @Test
    void aVeryLongLineIsCut() {
        api.writes("shop", "storefront-a", "x".repeat(10_000));

        var lines = ((Result.Lines) logs.read(NEWEST)).lines();

        assertThat(lines.getLast()).hasSize(PodLogs.LONGEST_LINE).endsWith("…");
    }

    @Test
    void aPodThatIsNotThereIsSaidNotToBe() {
        assertThat(logs.read(new Query("shop", "gone", "", 2)))
                .isInstanceOfSatisfying(
                        Result.Refused.class,
                        refused -> {
                            assertThat(refused.permission()).isFalse();
                            assertThat(refused.sentence()).contains("gone");
                        });
    }

    @Test
    void whoFollowsGetsWhatIsWrittenNext() {
        var reader = new Keeping();

        try (var _ = logs.follow(NEWEST, reader)) {
            await().untilAsserted(() -> assertThat(reader.lines).containsExactly("two", "three"));
            api.writes("shop", "storefront-a", "four");
            await().untilAsserted(
                            () -> assertThat(reader.lines).containsExactly("two", "three", "four"));
        }
    }

    @Test
    void whoFollowsALogThatIsNotThereIsTold() {
        var reader = new Keeping();

        try (var _ = logs.follow(new Query("shop", "gone", "", 2), reader)) {
            await().untilAsserted(() -> assertThat(reader.ends).hasSize(1));
        }
    }

    private static final class Keeping implements PodLogs.Reader {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<Result.Refused> ends = new CopyOnWriteArrayList<>();

        @Override
        public void lines(List<String> newer) {
            lines.addAll(newer);
        }

        @Override
        public void ended(Result.Refused why) {
            ends.add(why);
        }
    }
}
