package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terraform's files: their structure everywhere, and where there is a terraform, what it says itself. */
class TerraformTest {

    private static final Path FOLDER = Programs.root().resolve("terraform");

    static Stream<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".tf"))
                    .filter(file -> !file.toString().contains("/.terraform/"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileIsHclAndSpeaksForItself(Path file) throws Exception {
        Map<String, Object> tree = parse(file);

        blocks(tree, "variable")
                .forEach(
                        (name, block) -> {
                            assertThat(block).as(name).containsKeys("type", "description");
                            assertThat(block.get("description").toString()).as(name).endsWith(".");
                        });
        blocks(tree, "output")
                .forEach(
                        (name, block) ->
                                assertThat(block).as(name).containsKeys("value", "description"));
        // Two spaces a level, no tabs, no trailing blanks: what terraform fmt would ask for first
        assertThat(Files.readAllLines(file))
                .noneMatch(line -> line.contains("\t") || line.endsWith(" "));
    }

    @Test
    void everyModuleHasTheSameFilesAndSaysWhatItIs() throws IOException {
        for (String module : List.of("modules/network", "modules/machines", "modules/cluster")) {
            Path folder = FOLDER.resolve(module);
            assertThat(List.of("main.tf", "variables.tf", "outputs.tf", "versions.tf", "README.md"))
                    .allMatch(name -> Files.exists(folder.resolve(name)));
            String readme = Files.readString(folder.resolve("README.md"));
            Map<String, Object> variables = parse(folder.resolve("variables.tf"));
            assertThat(blocks(variables, "variable").keySet())
                    .allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
            assertThat(tests(folder)).contains("expect_failures", "assert {");
        }
    }

    @Test
    void nothingAdmitsTheInternet() {
        Pattern ingress =
                Pattern.compile(
                        "resource \"aws_vpc_security_group_ingress_rule\" \"\\w+\" \\{[^}]*cidr_ipv[46]");
        assertThat(all())
                .doesNotContainPattern(ingress)
                .doesNotContain("ingress {", "associate_public_ip_address = true");
        assertThat(all()).doesNotContain("from_port   = 22").doesNotContain("insecure = true");
    }

    @Test
    void disksAreEncryptedAndMetadataAsksForAToken() {
        assertThat(all().split("root_block_device \\{", -1)).hasSize(3);
        assertThat(all().split("encrypted\\s+= true", -1)).hasSize(3);
        assertThat(all().split("http_tokens\\s+= \"required\"", -1)).hasSize(3);
    }

    @Test
    void terraformFindsTheFilesWellFormatted() {
        Programs.need("terraform");

        Programs.Result result =
                Programs.run(FOLDER, "terraform", "fmt", "-check", "-recursive", "-no-color", ".");

        assertThat(result.code()).as(result.output()).isZero();
    }

    @Test
    void theClusterModulePassesItsOwnTests(@TempDir Path copy) throws IOException {
        Programs.need("terraform");
        copy(FOLDER.resolve("modules/cluster"), copy);
        Map<String, String> quiet = Map.of("CHECKPOINT_DISABLE", "1", "TF_IN_AUTOMATION", "1");

        Programs.Result init =
                Programs.run(copy, quiet, "terraform", "init", "-input=false", "-no-color");
        assertThat(init.code()).as(init.output()).isZero();
        Programs.Result validate = Programs.run(copy, quiet, "terraform", "validate", "-no-color");
        assertThat(validate.code()).as(validate.output()).isZero();
        Programs.Result test = Programs.run(copy, quiet, "terraform", "test", "-no-color");
        assertThat(test.output()).contains("Success!").contains("0 failed");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> blocks(Map<String, Object> tree, String kind) {
        return (Map<String, Map<String, Object>>) tree.getOrDefault(kind, Map.of());
    }

    private static Map<String, Object> parse(Path file) throws IOException {
        try {
            return new HCLParser().parse(file.toFile(), "UTF-8");
        } catch (HCLParserException broken) {
            throw new AssertionError(file.toString(), broken);
        }
    }

    private static String tests(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tests"))) {
            return files.map(TerraformTest::text).reduce("", String::concat);
        }
    }

    private static String all() {
        try {
            return files().map(TerraformTest::text).reduce("", String::concat);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolve("tests"));
        try (Stream<Path> files = Files.walk(from, 2)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = from.relativize(file).toString();
                if (!name.startsWith(".")) {
                    Files.copy(file, to.resolve(name));
                }
            }
        }
    }
}
