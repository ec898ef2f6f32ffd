package dev.portcullis.lab.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreFileTest {

    @TempDir private Path directory;

    @Test
    void whatLastsIsThereAfterARestartAndWhatDoesNotIsGone() {
        long before;
        try (var store = Store.open(directory)) {
            store.create(Trees.object(Kind.CONFIG_MAP, "default", "parked"));
            store.create(Trees.object(Kind.POD, "default", "web"));
            before = store.revision();
        }
        try (var store = Store.open(directory)) {
            assertThat(store.get(Kind.CONFIG_MAP, "default", "parked")).isPresent();
            assertThat(store.get(Kind.POD, "default", "web")).isEmpty();
            assertThat(store.revision()).isGreaterThan(before);
        }
    }

    @Test
    void aChangeIsOnDiskWithoutAnEnd() {
        try (var store = Store.open(directory)) {
            store.create(Trees.object(Kind.CONFIG_MAP, "default", "parked"));

            await().until(
                            () ->
                                    Files.exists(directory.resolve("objects.json"))
                                            && Files.readString(directory.resolve("objects.json"))
                                                    .contains("parked"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{\"revision\":\"x\"}",
                "{\"revision\":1,\"objects\":[7]}",
                "\u0000\u0001"
            })
    void aBrokenFileIsSetAside(String content) throws Exception {
        Files.writeString(directory.resolve("objects.json"), content);

        try (var store = Store.open(directory)) {
            store.create(Trees.object(Kind.CONFIG_MAP, "default", "fresh"));
        }

        try (var files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.startsWith("objects.json.broken-"));
        }
        try (var store = Store.open(directory)) {
            assertThat(store.get(Kind.CONFIG_MAP, "default", "fresh")).isPresent();
        }
    }

    @Test
    void onlyItsOwnerMayReadTheFile() throws Exception {
        try (var store = Store.open(directory)) {
            store.create(Trees.object(Kind.SECRET, "default", "accounts"));
        }

        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("objects.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aServiceKeepsItsAddressOverARestart() {
        String first;
        try (var store = Store.open(directory)) {
            first = address(store, "first");
        }
        try (var store = Store.open(directory)) {
            assertThat(List.of(first)).doesNotContain(address(store, "second"));
        }
    }

    @Test
    void certificatesAreKeptAndBrokenOnesReplaced() throws Exception {
        var first = Tls.in(directory);
        assertThat(Tls.in(directory).certificatePem()).isEqualTo(first.certificatePem());
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(directory.resolve("tls.key"))))
                .isEqualTo("rw-------");

        Files.writeString(directory.resolve("tls.crt"), "nonsense");

        assertThat(Tls.in(directory).certificatePem()).contains("BEGIN CERTIFICATE");
    }

    private static String address(Store store, String name) {
        return store.create(Trees.object(Kind.SERVICE, "default", name))
                .path("spec")
                .path("clusterIP")
                .stringValue();
    }
}
