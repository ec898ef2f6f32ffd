package dev.portcullis.clusterchecks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three images' recipes, as far as reading goes: no image can be built without an engine. */
class ImagesTest {

    @ParameterizedTest
    @ValueSource(strings = {"console", "user-service", "traffic"})
    void anImageRunsAsTheUserItsManifestNamesAndHoldsOneJarOnly(String image) throws IOException {
        Path folder = Programs.root().resolve(image);
        String recipe = Files.readString(folder.resolve("Dockerfile"));

        assertThat(recipe)
                .contains("ARG BASE=eclipse-temurin:25.0.3_9-jre-")
                .contains("\nUSER 10001:10001\n")
                .contains("\nHEALTHCHECK ")
                .contains("org.opencontainers.image.licenses=\"Apache-2.0\"")
                .contains("-XX:AOTCacheOutput=")
                .contains("\nENTRYPOINT [\"java\", \"-XX:AOTCache=")
                .doesNotContain("latest", "ADD ", "curl", "PASSWORD=");
        assertThat(Files.readString(folder.resolve(".dockerignore")))
                .contains("\n*\n!target/" + image + ".jar\n");
        assertThat(Files.readString(folder.resolve("pom.xml")))
                .contains("<finalName>${project.artifactId}</finalName>");
    }
}
