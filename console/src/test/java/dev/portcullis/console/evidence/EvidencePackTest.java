package dev.portcullis.console.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EvidencePackTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void everyFileIsListedWithItsSum() throws Exception {
        var files = unzip(pack());

        var manifest = JsonMapper.shared().readTree(text(files, "manifest.json"));
        assertThat(manifest.path("about").asString()).isEqualTo("A wall held");
        assertThat(manifest.path("files").valueStream())
                .extracting(file -> file.path("name").asString())
                .containsExactly("report.md", "flows.jsonl", "policies/before.yaml");
        for (var file : manifest.path("files")) {
            var bytes = files.get(file.path("name").asString());
            assertThat(file.path("sha256").asString()).isEqualTo(sha256(bytes));
            assertThat(file.path("bytes").asLong()).isEqualTo(bytes.length);
        }
        assertThat(text(files, "flows.jsonl")).isEqualTo("{\"a\":1}\n{\"b\":2}\n");
    }

    @Test
    void theSumsAreWhatSha256sumChecks() throws Exception {
        var files = unzip(pack());

        assertThat(text(files, "SHA256SUMS").lines())
                .hasSize(4)
                .allSatisfy(
                        line -> {
                            var parts = line.split(" {2}", -1);
                            assertThat(sha256(files.get(parts[1]))).isEqualTo(parts[0]);
                        });
    }

    @Test
    void theSameEvidenceIsTheSameBytes() throws Exception {
        assertThat(pack()).isEqualTo(pack());
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() throws Exception {
        try (var pack = new EvidencePack(new ByteArrayOutputStream(), "x", AT)) {
            for (var name : new String[] {"../x", "/x", "a//b", "", "a/../b", "a\\b", ".x"}) {
                assertThatThrownBy(() -> pack.add(name, "x"))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            pack.add("x", "x");
            assertThatThrownBy(() -> pack.add("x", "y"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatBrokeOffHasNoManifest() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var pack = new EvidencePack(out, "x", AT)) {
            assertThatThrownBy(
                            () ->
                                    pack.add(
                                            "flows.jsonl",
                                            _ -> {
                                                throw new IOException("the disk is gone");
                                            }))
                    .hasMessage("the disk is gone");
        }

        assertThat(unzip(out.toByteArray())).doesNotContainKeys("manifest.json", "SHA256SUMS");
    }

    @Test
    void itIsBounded() throws Exception {
        try (var pack = new EvidencePack(new ByteArrayOutputStream(), "x", AT)) {
            for (var number = 0; number < EvidencePack.MOST_FILES; number++) {
                pack.add("f" + number, "");
            }
            assertThatThrownBy(() -> pack.add("one-more", ""))
                    .isInstanceOf(EvidencePack.PackFullException.class);
        }
    }

    private static byte[] pack() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var pack = new EvidencePack(out, "A wall held", AT)) {
            pack.add("report.md", "# It held\n");
            pack.addLines("flows.jsonl", Stream.of("{\"a\":1}", "{\"b\":2}"));
            pack.add("policies/before.yaml", "kind: CiliumNetworkPolicy\n");
        }
        return out.toByteArray();
    }

    private static Map<String, byte[]> unzip(byte[] packed) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(packed))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
