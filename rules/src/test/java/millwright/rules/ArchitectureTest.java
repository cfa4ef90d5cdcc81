package millwright.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;

/** What the decision core may know of. */
@AnalyzeClasses(packages = "millwright.rules", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyDecisionKnowsDrools =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.rules.decision")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.drools..", "org.kie..");

    @ArchTest
    static final ArchRule noDroolsTypeLeavesThePackage =
            com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods()
                    .that()
                    .arePublic()
                    .and()
                    .areDeclaredInClassesThat()
                    .arePublic()
                    .should()
                    .notHaveRawReturnType(
                            resideInAPackage("org.drools..").or(resideInAPackage("org.kie..")));

    @ArchTest
    static final ArchRule indicatorsKnowNoDecisions =
            noClasses()
                    .that()
                    .resideInAPackage("millwright.rules.indicator")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("millwright.rules.decision");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("millwright.rules.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule rulesDependOnNoDaemon =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("millwright.agent..", "millwright.collector..");

    /** The policy is a file that people write, and deserves the reader that names every line. */
    @ArchTest
    static final ArchRule onlyThePolicyIsReadAsConfigurationIs =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.rules.policy")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("millwright.config..", "millwright.enrolment..");

    @ArchTest
    static final ArchRule policyStandsBelowDecisions =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "millwright.rules.policy",
                            "millwright.rules.calendar",
                            "millwright.rules.plan")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("millwright.rules.decision");

    /** Another library of recurrences would then be a change of one file. */
    @ArchTest
    static final ArchRule onlyRecurrenceKnowsItsLibrary =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("millwright.rules.calendar.Recurrence")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.dmfs..");

    @ArchTest
    static final ArchRule theCoreReadsNoClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(InstantSource.class);

    @ArchTest
    static final ArchRule theCoreOpensNoFile =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(File.class, Files.class, Path.class);
}
