package dev.portcullis.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.vaadin.flow.router.Route;
import org.junit.jupiter.api.Test;

class BoundariesTest {
    private static final JavaClasses CONSOLE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.portcullis.console");

    @Test
    void featuresDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.portcullis.console.(*)..").should().beFreeOfCycles().check(CONSOLE);
    }

    @Test
    void viewsAreSeenByNobodyButTheRouter() {
        classes()
                .that()
                .areAnnotatedWith(Route.class)
                .and()
                .doNotHaveSimpleName("LoginView")
                .should()
                .bePackagePrivate()
                .andShould()
                .resideInAPackage("..ui")
                .check(CONSOLE);
    }

    @Test
    void insidesOfAFeatureStayInside() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.portcullis.console.access..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.portcullis.console.access.internal..")
                .check(CONSOLE);
        for (var feature :
                new String[] {
                    "audit",
                    "cluster",
                    "drills",
                    "flows",
                    "history",
                    "incidents",
                    "metrics",
                    "policies",
                    "quarantine",
                    "questions",
                    "setup",
                    "timeline",
                    "users",
                    "webhook",
                    "workloads"
                }) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.portcullis.console." + feature + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.portcullis.console." + feature + ".internal..",
                            "dev.portcullis.console." + feature + ".ui..",
                            "dev.portcullis.console." + feature + ".web..")
                    .allowEmptyShould(true)
                    .check(CONSOLE);
        }
    }

    @Test
    void wireTypesStopAtTheAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8..", "dev.portcullis.hubble.proto..", "io.grpc..")
                .check(CONSOLE);
    }

    @Test
    void pagesDoNotTalkToTheDatabaseOrTheNetwork() {
        noClasses()
                .that()
                .resideInAPackage("..ui..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "java.net.http..",
                        "org.springframework.jdbc..",
                        "org.springframework.web.client..")
                .check(CONSOLE);
    }

    @Test
    void theConsoleDoesNotKnowThatALabExists() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.portcullis.lab..")
                .check(CONSOLE);
    }

    @Test
    void textFromTheClusterNeverBecomesMarkup() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.vaadin.flow.component.Html")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.vaadin.flow.component.html.RawHtml")
                .check(CONSOLE);
        noClasses()
                .should()
                .callMethod(
                        com.vaadin.flow.component.page.Page.class,
                        "executeJs",
                        String.class,
                        Object[].class)
                .check(CONSOLE);
    }

    @Test
    void nothingIsReadBackThroughJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .check(CONSOLE);
    }
}
