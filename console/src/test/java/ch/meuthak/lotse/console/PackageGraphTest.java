package ch.meuthak.lotse.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which package of the console may know which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageGraphTest {
    private static final String CONSOLE = "ch.meuthak.lotse.console.";

    private final JavaClasses console = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ch.meuthak.lotse.console");

    @Test
    void nothingBelowThePagesKnowsThePages() {
        noClasses()
                .that()
                .resideInAnyPackage(in("cloud", "probe", "diagnosis", "deploy", "process", "store"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("web"))
                .check(console);
    }

    @Test
    void theInventoryKnowsNothingElseOfTheConsole() {
        noClasses()
                .that()
                .resideInAnyPackage(in("cloud"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("probe", "diagnosis", "deploy", "process", "store", "hook", "web"))
                .check(console);
    }

    @Test
    void theDiagnosisIsPure() {
        classes()
                .that()
                .resideInAnyPackage(in("diagnosis"))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CONSOLE + "diagnosis",
                        CONSOLE + "cloud",
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "java.time",
                        "org.jspecify..")
                .check(console);
    }

    @Test
    void deploymentsKnowTheirPortsOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(in("deploy"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(in("process", "store", "cloud", "probe", "diagnosis", "hook", "web"))
                .check(console);
    }

    @Test
    void eachLibraryIsKnownToOnePackage() {
        onlyKnownTo("cloud", "software.amazon.awssdk..");
        onlyKnownTo("probe", "org.xbill..");
        onlyKnownTo("store", "java.sql..");
        onlyKnownTo("store", "org.sqlite..");
    }

    @Test
    void noPackagesKnowEachOther() {
        slices().matching(CONSOLE + "(*)..").should().beFreeOfCycles().check(console);
    }

    private void onlyKnownTo(String owner, String library) {
        noClasses()
                .that()
                .resideOutsideOfPackage(CONSOLE + owner + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library)
                .check(console);
    }

    private static String[] in(String... packages) {
        return Stream.of(packages).map(name -> CONSOLE + name + "..").toArray(String[]::new);
    }
}
