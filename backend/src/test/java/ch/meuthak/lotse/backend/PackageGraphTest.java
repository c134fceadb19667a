package ch.meuthak.lotse.backend;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class PackageGraphTest {
    private static final String ROOT = "ch.meuthak.lotse.backend";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @Test
    void thePackagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
    }

    @Test
    void mainWiresAndEveryOtherPackageKnowsHttpAlone() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("main")
                .definedBy(ROOT)
                .layer("api")
                .definedBy(ROOT + ".api")
                .layer("health")
                .definedBy(ROOT + ".health")
                .layer("hook")
                .definedBy(ROOT + ".hook")
                .layer("status")
                .definedBy(ROOT + ".status")
                .layer("http")
                .definedBy(ROOT + ".http")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("api")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("health")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("hook")
                .mayOnlyBeAccessedByLayers("main")
                .whereLayer("status")
                .mayOnlyBeAccessedByLayers("main")
                .check(classes);
    }
}
