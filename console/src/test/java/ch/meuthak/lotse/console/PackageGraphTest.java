package ch.meuthak.lotse.console;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import ch.meuthak.lotse.console.web.page.Page;
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

    /** The whole graph, the ground floor first; the wiring in the root package knows everything. */
    @Test
    void eachPackageKnowsItsOwnAndNoOther() {
        knowsOnly("facts");
        knowsOnly("words", "facts");
        knowsOnly("credentials", "facts", "words");
        knowsOnly("aws", "credentials", "facts", "words");
        knowsOnly("probe", "aws", "facts", "words");
        knowsOnly("host");
        knowsOnly("deploy", "words");
        knowsOnly("process", "deploy", "host", "words");
        knowsOnly("docker", "deploy", "facts", "host", "words");
        knowsOnly("haproxy", "deploy");
        knowsOnly("drift", "facts", "words");
        knowsOnly("diagnosis", "facts", "words");
        knowsOnly("cost", "facts");
        knowsOnly("trust");
        knowsOnly("store", "deploy", "drift", "facts", "trust");
        knowsOnly("monitor", "aws", "deploy", "diagnosis", "drift", "facts", "host", "probe");
        knowsOnly("report", "diagnosis", "facts", "words");
        knowsOnly("api", "cost", "deploy", "diagnosis", "drift", "facts", "report", "trust", "words");
        knowsOnly("doctor", "diagnosis", "api", "report");
        knowsOnly("hook", "aws", "deploy", "diagnosis", "facts", "api", "trust");
        knowsOnly(
                "web",
                "aws",
                "cost",
                "credentials",
                "deploy",
                "diagnosis",
                "drift",
                "facts",
                "api",
                "report",
                "trust",
                "words");
    }

    @Test
    void theDiagnosisAndItsWordsArePure() {
        classes()
                .that()
                .resideInAnyPackage(CONSOLE + "diagnosis..", CONSOLE + "words")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        CONSOLE + "diagnosis..",
                        CONSOLE + "words",
                        CONSOLE + "facts",
                        "java.lang..",
                        "java.util",
                        "java.util.function",
                        "java.util.regex",
                        "java.util.stream",
                        "java.time..",
                        "org.jspecify..")
                .check(console);
    }

    /** The rulebook is for those that list the rules or hand them in; so a rule comes and goes with its file and one line there. */
    @Test
    void theRulebookAloneKnowsTheRules() {
        unknownOutside("diagnosis.rules", "", "diagnosis.rules", "api", "doctor", "report", "web..");
        unknownOutside("diagnosis.rules.*", "diagnosis.rules..");
        slices().matching(CONSOLE + "diagnosis.rules.(*)..")
                .should()
                .beFreeOfCycles()
                .check(console);
    }

    /** The others know the requests, the states and the ports in {@code deploy}. */
    @Test
    void theRolloutIsKnownToTheWiringAlone() {
        unknownOutside("deploy.rollout", "", "deploy.rollout");
    }

    private void unknownOutside(String what, String... owners) {
        noClasses()
                .that(not(resideInAnyPackage(Stream.of(owners)
                        .map(owner -> owner.isEmpty() ? Main.class.getPackageName() : CONSOLE + owner)
                        .toArray(String[]::new))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CONSOLE + what)
                .check(console);
    }

    @Test
    void eachLibraryIsKnownToOnePackage() {
        onlyKnownTo("aws", "software.amazon.awssdk..");
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

    /** What is under {@code web}, from the ground up: handling a request, who asks, what pages have in common, the pages. */
    @Test
    void aPageKnowsNoOtherPage() {
        knowsInWeb("request");
        knowsInWeb("access", "request");
        knowsInWeb("page", "access", "request");
        knowsInWeb("live", "access", "page", "request");
        knowsInWeb("login", "access", "live", "page", "request");
        Stream.of(Page.values()).map(Page::id).forEach(page -> knowsInWeb(page, "access", "page", "request"));
        slices().matching(CONSOLE + "web.(*)..").should().beFreeOfCycles().check(console);
    }

    private void knowsInWeb(String one, String... others) {
        String[] known = Stream.concat(Stream.of(one), Stream.of(others))
                .map(name -> CONSOLE + "web." + name)
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(CONSOLE + "web." + one)
                .should()
                .dependOnClassesThat(resideInAPackage(CONSOLE + "web..").and(not(resideInAnyPackage(known))))
                .check(console);
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
                .map(name -> CONSOLE + name + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(CONSOLE + one + "..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("ch.meuthak.lotse.console..").and(not(resideInAnyPackage(known))))
                .check(console);
    }
}
