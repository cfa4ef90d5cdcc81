package millwright.collector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Holds the arrows of the design: one way through the house. Changing this test changes the design.
 */
@AnalyzeClasses(packages = "millwright", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule aStepKnowsOnlyTheStepsBeforeIt =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("http")
                    .definedBy("millwright.collector.http..")
                    .layer("ingest")
                    .definedBy("millwright.collector.ingest..")
                    .layer("trust")
                    .definedBy("millwright.collector.trust..")
                    .layer("people")
                    .definedBy("millwright.collector.people..")
                    .layer("history")
                    .definedBy("millwright.collector.history..")
                    .layer("forecast")
                    .definedBy("millwright.collector.forecast..")
                    .layer("change")
                    .definedBy("millwright.collector.change..")
                    .layer("cases")
                    .definedBy("millwright.collector.cases..")
                    .layer("pipeline")
                    .definedBy("millwright.collector.pipeline..")
                    .layer("rulebook")
                    .definedBy("millwright.collector.rulebook..")
                    .layer("calendar")
                    .definedBy("millwright.collector.calendar..")
                    .layer("api")
                    .definedBy("millwright.collector.api..")
                    .layer("console")
                    .definedBy("millwright.collector.console..")
                    .layer("prometheus")
                    .definedBy("millwright.collector.prometheus..")
                    .layer("daemon")
                    .definedBy("millwright.collector")
                    .whereLayer("daemon")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("console")
                    .mayOnlyBeAccessedByLayers("daemon")
                    .whereLayer("calendar")
                    .mayOnlyBeAccessedByLayers("cases", "api", "console", "daemon")
                    .whereLayer("api")
                    .mayOnlyBeAccessedByLayers("console", "daemon")
                    .whereLayer("prometheus")
                    .mayOnlyBeAccessedByLayers("daemon")
                    .whereLayer("rulebook")
                    .mayOnlyBeAccessedByLayers("api", "console", "daemon")
                    .whereLayer("pipeline")
                    .mayOnlyBeAccessedByLayers("rulebook", "api", "console", "daemon")
                    .whereLayer("cases")
                    .mayOnlyBeAccessedByLayers("pipeline", "rulebook", "api", "console", "daemon")
                    .whereLayer("change")
                    .mayOnlyBeAccessedByLayers("cases", "pipeline", "api", "console", "daemon")
                    .whereLayer("forecast")
                    .mayOnlyBeAccessedByLayers(
                            "cases", "calendar", "pipeline", "api", "console", "daemon")
                    .whereLayer("history")
                    .mayOnlyBeAccessedByLayers(
                            "forecast", "pipeline", "rulebook", "api", "console", "daemon")
                    .whereLayer("people")
                    .mayOnlyBeAccessedByLayers(
                            "change", "cases", "calendar", "api", "console", "daemon")
                    .whereLayer("trust")
                    .mayOnlyBeAccessedByLayers("people", "cases", "api", "daemon")
                    .whereLayer("ingest")
                    .mayOnlyBeAccessedByLayers(
                            "trust",
                            "history",
                            "forecast",
                            "pipeline",
                            "prometheus",
                            "rulebook",
                            "api",
                            "console",
                            "daemon")
                    .whereLayer("http")
                    .mayOnlyBeAccessedByLayers(
                            "ingest", "trust", "people", "prometheus", "api", "console", "daemon");

    @ArchTest
    static final ArchRule noCirclesBetweenPackages =
            slices().matching("millwright.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheDecisionPackageKnowsDrools =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.rules.decision..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.drools..", "org.kie..");

    @ArchTest
    static final ArchRule onlyHistoryKnowsQuestDb =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.collector.history..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.questdb..");

    @ArchTest
    static final ArchRule onlyHistoryKnowsInfluxDb =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.collector.history..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.influxdb..", "okhttp3..", "org.h2.mvstore..");

    @ArchTest
    static final ArchRule onlyCasesKnowSql =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.collector.cases..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.sql..", "javax.sql..", "org.jdbi..", "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyTrustMakesCertificates =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.collector.trust..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule onlyTheHttpPackageKnowsJetty =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.collector.http..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.eclipse.jetty..");

    @ArchTest
    static final ArchRule onlyChartKnowsItsLibraries =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("millwright.collector.chart..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("org.jfree..", "org.apache.batik..", "java.awt..");

    @ArchTest
    static final ArchRule theJudgingCodeReadsNoClock =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "millwright.rules..",
                            "millwright.collector.forecast..",
                            "millwright.collector.change..",
                            "millwright.collector.pipeline..",
                            "millwright.collector.rulebook..",
                            "millwright.collector.trial..",
                            "millwright.collector.chart..",
                            "millwright.collector.cases..")
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");
}
