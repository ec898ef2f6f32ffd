package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class StoreTest {

    private final Store store = Store.inMemory();

    @Test
    void aNewObjectGetsWhatTheServerSets() {
        var created = store.create(configMap("greeting", "hello"));

        assertThat(Meta.uid(created)).isNotEmpty();
        assertThat(Meta.text(created, "creationTimestamp")).endsWith("Z");
        assertThat(Meta.resourceVersion(created)).isEqualTo(Long.toString(store.revision()));
        assertThat(Meta.namespace(created)).isEqualTo("default");
    }

    @Test
    void anObjectHandedOutIsACopy() {
        store.create(configMap("greeting", "hello"));

        store.get(Kind.CONFIG_MAP, "default", "greeting").orElseThrow().removeAll();

        assertThat(store.get(Kind.CONFIG_MAP, "default", "greeting").orElseThrow().has("data"))
                .isTrue();
    }

    @Test
    void anObjectInAMissingNamespaceIsRefused() {
        var lost = Trees.object(Kind.CONFIG_MAP, "nowhere", "lost");

        assertThatThrownBy(() -> store.create(lost))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isNotFound()).isTrue());
    }

    @Test
    void aStaleReplacementIsAConflict() {
        var first = store.create(configMap("greeting", "hello"));
        store.replace(first.deepCopy().set("data", Trees.object().put("text", "hi")));

        assertThatThrownBy(() -> store.replace(first))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.isConflict()).isTrue());
    }

    @Test
    void aChangeOfNothingIsNoChange() {
        var first = store.create(configMap("greeting", "hello"));

        var second = store.update(Kind.CONFIG_MAP, "default", "greeting", object -> object);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theStatusIsWrittenApart() {
        store.create(Trees.object(Kind.DEPLOYMENT, "default", "web"));
        store.updateStatus(
                Kind.DEPLOYMENT,
                "default",
                "web",
                object -> {
                    object.withObject("status").put("replicas", 3);
                    object.withObject("spec").put("replicas", 9);
                    return object;
                });
        store.update(
                Kind.DEPLOYMENT,
                "default",
                "web",
                object -> {
                    object.remove("status");
                    return object;
                });

        var web = store.get(Kind.DEPLOYMENT, "default", "web").orElseThrow();
        assertThat(web.path("status").path("replicas").intValue()).isEqualTo(3);
        assertThat(web.path("spec").path("replicas").intValue()).isEqualTo(1);
        assertThat(web.path("metadata").path("generation").intValue()).isEqualTo(1);
    }

    @Test
    void aWatcherIsToldWhatIsThereAndThenEveryChange() throws Exception {
        store.create(configMap("first", "1"));
        var seen = new CopyOnWriteArrayList<String>();
        try (var _ =
                store.watch(
                        Kind.CONFIG_MAP,
                        event -> seen.add(event.type() + " " + Meta.name(event.object())))) {
            await().until(() -> seen.contains("ADDED first"));
            store.create(configMap("second", "2"));
            store.update(
                    Kind.CONFIG_MAP,
                    "default",
                    "second",
                    object -> object.set("data", Trees.object()));
            store.delete(Kind.CONFIG_MAP, "default", "first");

            await().untilAsserted(
                            () ->
                                    assertThat(seen)
                                            .containsExactly(
                                                    "ADDED first",
                                                    "ADDED second",
                                                    "MODIFIED second",
                                                    "DELETED first"));
        }
    }

    @Test
    void whatADeletedObjectOwnedIsDeletedToo() {
        var owner = store.create(configMap("owner", ""));
        var owned = configMap("owned", "");
        Meta.of(owned)
                .putArray("ownerReferences")
                .addObject()
                .put("apiVersion", "v1")
                .put("kind", "ConfigMap")
                .put("name", "owner")
                .put("uid", Meta.uid(owner));
        store.create(owned);

        store.delete(Kind.CONFIG_MAP, "default", "owner");

        assertThat(store.get(Kind.CONFIG_MAP, "default", "owned")).isEmpty();
    }

    @Test
    void aRunningPodHasTimeToEnd() {
        var pod = Trees.object(Kind.POD, "default", "web");
        pod.withObject("spec").put("nodeName", "lab");
        store.create(pod);

        store.delete(Kind.POD, "default", "web");

        var ending = store.get(Kind.POD, "default", "web").orElseThrow();
        assertThat(Meta.isBeingDeleted(ending)).isTrue();
        store.delete(Kind.POD, "default", "web", DeleteOptions.NOW);
        assertThat(store.get(Kind.POD, "default", "web")).isEmpty();
    }

    @Test
    void aDeletedNamespaceGoesWhenItsLastObjectIsGone() {
        store.create(Trees.object(Kind.NAMESPACE, "", "shop"));
        var held = Trees.object(Kind.CONFIG_MAP, "shop", "held");
        Meta.addFinalizer(held, "example.org/hold");
        store.create(held);
        store.create(Trees.object(Kind.CONFIG_MAP, "shop", "free"));

        store.delete(Kind.NAMESPACE, "", "shop");

        assertThat(store.list(Kind.CONFIG_MAP, "shop"))
                .extracting(Meta::name)
                .containsExactly("held");
        assertThat(store.get(Kind.NAMESPACE, "", "shop")).isPresent();
        store.update(
                Kind.CONFIG_MAP,
                "shop",
                "held",
                object -> {
                    Meta.removeFinalizer(object, "example.org/hold");
                    return object;
                });
        assertThat(store.get(Kind.NAMESPACE, "", "shop")).isEmpty();
    }

    @Test
    void everyServiceGetsAnAddressOfItsOwn() {
        var first = store.create(Trees.object(Kind.SERVICE, "default", "first"));
        var second = store.create(Trees.object(Kind.SERVICE, "default", "second"));

        assertThat(first.path("spec").path("clusterIP").stringValue())
                .startsWith("10.96.")
                .isNotEqualTo(second.path("spec").path("clusterIP").stringValue());
    }

    private static ObjectNode configMap(String name, String text) {
        var object = Trees.object(Kind.CONFIG_MAP, "", name);
        object.putObject("data").put("text", text);
        return object;
    }
}
