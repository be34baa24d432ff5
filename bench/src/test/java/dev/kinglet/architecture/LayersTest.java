package dev.kinglet.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The direction of dependencies, as the table of steps in docs/design has it. */
class LayersTest {

    /** Every package of the project; each depends only on those before it. */
    private static final List<String> ORDER = List.of(
            "dev.kinglet.json",
            "dev.kinglet.storage",
            "dev.kinglet.storage.decorate",
            "dev.kinglet.storage.memory",
            "dev.kinglet.storage.file",
            "dev.kinglet.storage.s3",
            "dev.kinglet",
            "dev.kinglet.config",
            "dev.kinglet.store",
            "dev.kinglet.plan",
            "dev.kinglet.closure",
            "dev.kinglet.columns",
            "dev.kinglet.columns.parquet",
            "dev.kinglet.source",
            "dev.kinglet.format",
            "dev.kinglet.stage",
            "dev.kinglet.attempt",
            "dev.kinglet.invoke",
            "dev.kinglet.policy",
            "dev.kinglet.schedule",
            "dev.kinglet.journal",
            "dev.kinglet.dispatch",
            "dev.kinglet.report",
            "dev.kinglet.equality",
            "dev.kinglet.reduce",
            "dev.kinglet.operator",
            "dev.kinglet.plan.planner",
            "dev.kinglet.plan.interpreter",
            "dev.kinglet.job",
            "dev.kinglet.execute.wire",
            "dev.kinglet.execute.global",
            "dev.kinglet.execute",
            "dev.kinglet.execute.lambda",
            "dev.kinglet.execute.thread",
            "dev.kinglet.execute.process",
            "dev.kinglet.execute.testing",
            "dev.kinglet.cli.words",
            "dev.kinglet.cli.tera",
            "dev.kinglet.cli",
            "dev.kinglet.examples",
            "dev.kinglet.examples.squares",
            "dev.kinglet.examples.pi",
            "dev.kinglet.examples.wordcount",
            "dev.kinglet.examples.digits",
            "dev.kinglet.examples.chain",
            "dev.kinglet.examples.flights",
            "dev.kinglet.examples.strikes",
            "dev.kinglet.bench.jmh",
            "dev.kinglet.bench.peers",
            "dev.kinglet.bench.flops",
            "dev.kinglet.bench.page",
            "dev.kinglet.bench.shuffle",
            "dev.kinglet.bench.simulate",
            "dev.kinglet.bench.storage",
            "dev.kinglet.bench");

    private static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ProjectClasses.ROOT)
                || type.getPackageName().startsWith(ProjectClasses.ROOT + ".");
    }

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        assertThat(ProjectClasses.ALL.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .toList())
                .isSubsetOf(ORDER);
    }

    @Test
    void packagesDependOnlyOnThoseBeforeThem() {
        List<String> wrong = ProjectClasses.ALL.stream()
                .map(JavaClass::getDirectDependenciesFromSelf)
                .flatMap(Collection::stream)
                .filter(dependency -> isOurs(dependency.getTargetClass()))
                .filter(dependency -> goesBack(
                        dependency.getOriginClass().getPackageName(),
                        dependency.getTargetClass().getPackageName()))
                .map(Dependency::getDescription)
                .toList();

        assertThat(wrong).isEmpty();
    }

    private static boolean goesBack(String origin, String target) {
        return ORDER.indexOf(target) > ORDER.indexOf(origin);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        SlicesRuleDefinition.slices()
                .assignedFrom(new ByPackage())
                .should()
                .beFreeOfCycles()
                .check(ProjectClasses.ALL);
    }

    @Test
    void whatUsersImportDependsOnNothingElseOfOursButTheContractOfTheStore() {
        noClasses()
                .that()
                .resideInAPackage("dev.kinglet")
                .should()
                .dependOnClassesThat(new InPackageBeside("dev.kinglet", "dev.kinglet.storage"))
                .check(ProjectClasses.ALL);
    }

    @Test
    void theWorkerNeverKnowsTheConductor() {
        noClasses()
                .that()
                .resideInAPackage("dev.kinglet.execute..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.kinglet.job..")
                .check(ProjectClasses.ALL);
    }

    /** So that each request is repeated by one layer alone, is counted and is paid, and each store is closed. */
    @Test
    void nothingElseOpensAStore() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.kinglet.store", "dev.kinglet.storage..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(".*\\.(ObjectStores|ObjectStoreProvider|RetryingObjectStore|Retrier)")
                .check(ProjectClasses.ALL);
    }

    @Test
    void policiesKnowNothingButWhatUsersKnowToo() {
        noClasses()
                .that()
                .resideInAPackage("dev.kinglet.policy")
                .should()
                .dependOnClassesThat(new InPackageBeside("dev.kinglet.policy", "dev.kinglet"))
                .check(ProjectClasses.ALL);
    }

    @Test
    void noStoreKnowsAnother() {
        for (String store : List.of("memory", "file", "s3")) {
            noClasses()
                    .that()
                    .resideInAPackage("dev.kinglet.storage." + store)
                    .should()
                    .dependOnClassesThat(new InPackageBeside(
                            "dev.kinglet.storage." + store, "dev.kinglet.storage", "dev.kinglet.storage.decorate"))
                    .allowEmptyShould(true)
                    .check(ProjectClasses.ALL);
        }
    }

    /** One slice a package. */
    private static final class ByPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of the project";
        }
    }
}
