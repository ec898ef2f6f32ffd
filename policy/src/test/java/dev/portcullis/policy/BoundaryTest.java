package dev.portcullis.policy;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The engine takes values and returns values: no framework, no input or output, no clock, no logger. */
@AnalyzeClasses(
        packages = "dev.portcullis.policy",
        importOptions = ImportOption.DoNotIncludeTests.class)
class BoundaryTest {

    @ArchTest
    static final ArchRule itKnowsNoFramework =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.springframework..",
                            "com.vaadin..",
                            "io.fabric8..",
                            "io.grpc..",
                            "com.google.protobuf..",
                            "org.slf4j..",
                            "tools.jackson..");

    @ArchTest
    static final ArchRule itDoesNoInputAndOutput =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.io..",
                            "java.sql..",
                            "javax.net..");

    @ArchTest
    static final ArchRule itReadsNoClockAndStartsNoThread =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.time.Clock")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(java.util.concurrent.Executor.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class);

    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("dev.portcullis.policy.(*)..").should().beFreeOfCycles();
}
