package dev.portcullis.policycli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command reads files and streams and nothing else: no network, no framework. */
@AnalyzeClasses(
        packages = "dev.portcullis.policycli",
        importOptions = ImportOption.DoNotIncludeTests.class)
class BoundaryTest {

    @ArchTest
    static final ArchRule itOpensNoConnection =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..", "org.springframework..", "io.grpc..", "io.fabric8..");

    @ArchTest
    static final ArchRule packagesDependOneWay =
            slices().matching("dev.portcullis.policycli.(*)..").should().beFreeOfCycles();
}
