package ch.meuthak.lotse.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Which package of the console may know which. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackageGraphTest {
    private static final String CONSOLE = "ch.meuthak.lotse.console.";

    /** What is beside the entry point, wherever that was compiled to: no test is there. */
    private final JavaClasses console = new ClassFileImporter()
            .importUrl(Main.class.getProtectionDomain().getCodeSource().getLocation());

    /** The whole graph, as the package-infos tell it: the wiring above knows everything. */
    @Test
    void eachPackageKnowsItsOwnAndNoOther() {
        knowsOnly("cloud");
        knowsOnly("deploy", "words");
        knowsOnly("probe", "cloud", "diagnosis");
        knowsOnly("words", "cloud");
        knowsOnly("diagnosis", "cloud", "words");
        knowsOnly("host");
        knowsOnly("cost", "cloud");
        knowsOnly("process", "deploy", "host", "words");
        knowsOnly("docker", "deploy", "diagnosis", "host", "words");
        knowsOnly("haproxy", "deploy");
        knowsOnly("trust");
        knowsOnly("report", "cloud", "diagnosis", "words");
        knowsOnly("json", "cloud", "deploy", "diagnosis", "report");
        knowsOnly("doctor", "diagnosis", "json", "report");
        knowsOnly("drift", "cloud", "diagnosis", "words");
        knowsOnly("store", "cloud", "deploy", "drift", "trust");
        knowsOnly("hook", "cloud", "diagnosis", "deploy", "json", "trust");
        knowsOnly("web", "cloud", "cost", "diagnosis", "deploy", "drift", "json", "report", "trust", "words");
    }

    @Test
    void theDiagnosisAndItsWordsArePure() {
        classes()
                .that()
                .resideInAnyPackage(CONSOLE + "diagnosis", CONSOLE + "words")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CONSOLE + "diagnosis",
                        CONSOLE + "words",
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
    void eachLibraryIsKnownToOnePackage() {
        onlyKnownTo("cloud", "software.amazon.awssdk..");
        onlyKnownTo("doctor", "picocli..");
        onlyKnownTo("docker", "com.github.dockerjava..");
        onlyKnownTo("probe", "org.xbill..");
        onlyKnownTo("trust", "com.nimbusds..");
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

    private void knowsOnly(String one, String... others) {
        String[] known = Stream.concat(Stream.of(one), Stream.of(others))
                .map(name -> CONSOLE + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(CONSOLE + one)
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ch.meuthak.lotse.console..").and(not(resideInAnyPackage(known))))
                .check(console);
    }
}
