package millwright.agent;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import millwright.agent.sample.Sampler;

/**
 * The arrows: Main → Wiring → deliver → trust, Wiring → probe → sample → budget → config. Changing
 * them changes the design.
 */
@AnalyzeClasses(
        packages = {"millwright.agent", "millwright.config"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule SAMPLE_KNOWS_ONLY_CONFIG =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.agent.sample")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "millwright.agent",
                            "millwright.agent.deliver..",
                            "millwright.agent.probe..",
                            "millwright.agent.trust..");

    @ArchTest
    static final ArchRule BUDGET_KNOWS_ONLY_CONFIG =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.agent.budget..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "millwright.agent",
                            "millwright.agent.deliver..",
                            "millwright.agent.probe..",
                            "millwright.agent.sample..",
                            "millwright.agent.trust..");

    @ArchTest
    static final ArchRule PROBES_KNOW_ONLY_SAMPLE_AND_CONFIG =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.agent.probe..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "millwright.agent",
                            "millwright.agent.deliver..",
                            "millwright.agent.trust..");

    /** Reading a log that is rotated is one thing, whatever its lines are. */
    @ArchTest
    static final ArchRule KINDS_OF_PROBES_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("millwright.agent.probe.(*)..")
                    .should()
                    .notDependOnEachOther()
                    // what those that speak HTTP have in common; it knows none of them
                    .ignoreDependency(
                            alwaysTrue(), resideInAPackage("millwright.agent.probe.fetch"))
                    .ignoreDependency(alwaysTrue(), resideInAPackage("millwright.agent.probe.tail"))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_FETCH_KNOWS_APACHES_CLIENT =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.agent.probe.fetch")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule TRUST_KNOWS_ONLY_CONFIG =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.agent.trust..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "millwright.agent",
                            "millwright.agent.deliver..",
                            "millwright.agent.probe..",
                            "millwright.agent.sample..");

    @ArchTest
    static final ArchRule DELIVER_DOES_NOT_KNOW_WHO_STARTS_IT =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.agent.deliver")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("millwright.agent");

    @ArchTest
    static final ArchRule ONLY_SAMPLE_KNOWS_OSHI =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.agent.sample")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("oshi..");

    @ArchTest
    static final ArchRule ONLY_THOSE_WHO_ASK_THE_SYSTEM_KNOW_NATIVE_CODE =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.agent.sample")
                    .and()
                    .haveNameNotMatching("millwright\\.agent\\.(SystemdNotifier|UnusedPages).*")
                    .and()
                    .doNotHaveSimpleName("WindowsEventLog")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule ONLY_CONFIG_KNOWS_YAML =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.agent..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.snakeyaml..");

    @ArchTest
    static final ArchRule CONFIG_KNOWS_NOBODY =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.config")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("millwright.agent..");

    @ArchTest
    static final ArchRule LOGGING_IS_SET_UP_IN_ONE_PLACE =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Logging")
                    .and()
                    .resideOutsideOfPackage("java..")
                    .and()
                    .haveNameNotMatching(".*\\.Logging\\$.*")
                    .and()
                    .doNotHaveSimpleName("OneTry") // a javax.sql.DataSource must name a Logger
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.logging");

    @ArchTest
    static final ArchRule SAMPLERS_ARE_HIDDEN =
            classes()
                    .that()
                    .resideInAPackage("millwright.agent.sample")
                    .and()
                    .implement(Sampler.class)
                    .should()
                    .bePackagePrivate();

    @ArchTest
    static final ArchRule NOBODY_READS_THE_CLOCK_BUT_MAIN =
            noClasses()
                    .that()
                    .haveNameNotMatching("millwright\\.agent\\.Main.*")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");
}
