package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** Many write at once, and nobody who watches misses anything. */
class StoreConcurrencyTest {

    private static final int NAMES = 12;

    @Test
    void noUpdateIsLost() throws Exception {
        var store = Store.inMemory();
        store.create(counter("count"));

        inParallel(
                8,
                _ -> {
                    for (int i = 0; i < 200; i++) {
                        store.update(
                                Kind.CONFIG_MAP,
                                "default",
                                "count",
                                object -> {
                                    var data = object.withObject("data");
                                    data.put("n", Integer.toString(number(object) + 1));
                                    return object;
                                });
                    }
                });

        assertThat(number(store.get(Kind.CONFIG_MAP, "default", "count").orElseThrow()))
                .isEqualTo(1_600);
    }

    @Test
    void onlyOneOfManyCreatesAName() throws Exception {
        var store = Store.inMemory();
        var created = new AtomicLong();

        inParallel(
                8,
                _ -> {
                    for (int i = 0; i < 50; i++) {
                        try {
                            store.create(counter("n" + i));
                            created.incrementAndGet();
                        } catch (ApiException e) {
                            assertThat(e.isConflict()).isTrue();
                        }
                    }
                });

        assertThat(created).hasValue(50);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whoReplaysAWatchFromAnyMomentHasWhatIsThere(long seed) throws Exception {
        var store = Store.inMemory();
        var starts = new ArrayList<Map.Entry<Store.Listed, Feed>>();
        var random = new Random(seed);

        for (int round = 0; round < 5; round++) {
            var listed = store.snapshot(Kind.CONFIG_MAP);
            starts.add(Map.entry(listed, new Feed(store, Kind.CONFIG_MAP, listed.revision())));
            long roundSeed = random.nextLong();
            inParallel(4, writer -> writeAtRandom(store, new Random(roundSeed + writer), 60));
        }

        var expected = versions(store.list(Kind.CONFIG_MAP));
        for (var start : starts) {
            var replayed = versions(start.getKey().objects());
            long last = start.getKey().revision();
            while (true) {
                var batch = (Feed.Batch.Changes) start.getValue().next(Duration.ZERO);
                for (var change : batch.changes()) {
                    assertThat(change.event().revision()).isGreaterThan(last);
                    last = change.event().revision();
                    apply(replayed, change.event());
                }
                if (batch.changes().isEmpty()) {
                    break;
                }
            }
            assertThat(replayed).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void aWatcherTooSlowForTheHistoryIsBroughtUpToDate(long seed) throws Exception {
        var store = Store.inMemory(Clock.systemUTC(), new Random(seed), 5);
        var replayed = new ConcurrentSkipListMap<String, String>();
        var random = new Random(seed);
        try (var _ =
                store.watch(
                        Kind.CONFIG_MAP,
                        event -> {
                            if (random.nextInt(10) == 0) {
                                Thread.yield();
                            }
                            apply(replayed, event);
                        })) {
            inParallel(4, writer -> writeAtRandom(store, new Random(seed * 31 + writer), 150));

            await().untilAsserted(
                            () ->
                                    assertThat(replayed)
                                            .isEqualTo(versions(store.list(Kind.CONFIG_MAP))));
        }
    }

    @Test
    void aWatcherThatThrowsIsToldTheNextChangeToo() throws Exception {
        var store = Store.inMemory();
        var seen = new AtomicLong();
        try (var _ =
                store.watch(
                        Kind.CONFIG_MAP,
                        event -> {
                            seen.incrementAndGet();
                            throw new IllegalStateException("a watcher's mistake");
                        })) {
            store.create(counter("one"));
            store.create(counter("two"));

            await().until(() -> seen.get() == 2);
        }
    }

    @Test
    void parallelDeletionsOfANamespaceAndItsObjectsEndEmpty() throws Exception {
        var store = Store.inMemory();
        for (int i = 0; i < 20; i++) {
            var namespace = "n" + i;
            store.create(Trees.object(Kind.NAMESPACE, "", namespace));
            for (int j = 0; j < 10; j++) {
                store.create(Trees.object(Kind.CONFIG_MAP, namespace, "m" + j));
            }
        }

        inParallel(
                4,
                writer -> {
                    for (int i = 0; i < 20; i++) {
                        for (int j = writer; j < 10; j += 4) {
                            store.delete(Kind.CONFIG_MAP, "n" + i, "m" + j);
                        }
                        store.delete(Kind.NAMESPACE, "", "n" + i);
                    }
                });

        assertThat(store.list(Kind.CONFIG_MAP)).isEmpty();
        assertThat(store.list(Kind.NAMESPACE))
                .extracting(Meta::name)
                .containsExactly("default", "kube-public", "kube-system");
    }

    private static void writeAtRandom(Store store, Random random, int times) {
        for (int i = 0; i < times; i++) {
            var name = "m" + random.nextInt(NAMES);
            try {
                switch (random.nextInt(4)) {
                    case 0 -> store.create(counter(name));
                    case 1 -> store.delete(Kind.CONFIG_MAP, "default", name);
                    default ->
                            store.update(
                                    Kind.CONFIG_MAP,
                                    "default",
                                    name,
                                    object -> {
                                        object.withObject("data")
                                                .put("n", Integer.toString(random.nextInt()));
                                        return object;
                                    });
                }
            } catch (ApiException refused) {
                assertThat(refused.isConflict() || refused.isNotFound()).isTrue();
            }
        }
    }

    private static void apply(Map<String, String> versions, Store.Event event) {
        var name = Meta.name(event.object());
        if (event.type() == Store.Event.Type.DELETED) {
            versions.remove(name);
        } else {
            versions.put(name, Meta.resourceVersion(event.object()));
        }
    }

    private static Map<String, String> versions(List<ObjectNode> objects) {
        return objects.stream()
                .collect(
                        Collectors.toMap(
                                Meta::name, Meta::resourceVersion, (a, _) -> a, TreeMap::new));
    }

    private static ObjectNode counter(String name) {
        var object = Trees.object(Kind.CONFIG_MAP, "default", name);
        object.putObject("data").put("n", "0");
        return object;
    }

    private static int number(ObjectNode object) {
        return Integer.parseInt(object.path("data").path("n").stringValue());
    }

    private interface Writer {
        void write(int number) throws Exception;
    }

    private static void inParallel(int writers, Writer writer) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    IntStream.range(0, writers)
                            .mapToObj(
                                    number ->
                                            (Callable<Void>)
                                                    () -> {
                                                        writer.write(number);
                                                        return null;
                                                    })
                            .toList();
            for (var task : executor.invokeAll(tasks)) {
                task.get();
            }
        }
    }
}
