package ro.wowcinema.pipeline.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TimeZone;
import ro.wowcinema.pipeline.core.config.ConfigKey;
import ro.wowcinema.pipeline.core.config.ConfigKeys;
import ro.wowcinema.pipeline.scheduler.cli.KnownKeys;

/** Which module and which layer may know which. */
@AnalyzeClasses(
    packages = {"ro.wowcinema.pipeline", "ro.wowcinema.platform", "ro.wowcinema.warehouse"},
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
final class ArchitectureTest {
  /** Tests of other modules come in a jar. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String ROOT = "ro.wowcinema.pipeline.";
  private static final String JOBS = ROOT + "jobs.";
  private static final String SCHEDULER = ROOT + "scheduler.";
  private static final String SIMULATOR = "ro.wowcinema.platform.simulator";

  @ArchTest
  static final ArchRule modulesPointOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("schema")
          .definedBy("ro.wowcinema.warehouse..")
          .layer("core")
          .definedBy(ROOT + "core..")
          .layer("jobs")
          .definedBy(ROOT + "jobs..")
          .layer("scheduler")
          .definedBy(ROOT + "scheduler..")
          .whereLayer("schema")
          .mayNotAccessAnyLayer()
          .whereLayer("core")
          .mayOnlyAccessLayers("schema")
          .whereLayer("jobs")
          .mayOnlyAccessLayers("schema", "core");

  @ArchTest
  static final ArchRule theEngineKnowsNothingOfTheBusiness =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "core..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ro.wowcinema.warehouse.staging..",
              "ro.wowcinema.warehouse.cleansed..",
              "ro.wowcinema.warehouse.warehouse..",
              "ro.wowcinema.warehouse.mart..",
              "ro.wowcinema.warehouse.pii..");

  @ArchTest
  static final ArchRule layersFollowTheData =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("source")
          .definedBy(JOBS + "source..")
          .layer("download")
          .definedBy(JOBS + "download..")
          .layer("extraction")
          .definedBy(JOBS + "extraction..")
          .layer("staging")
          .definedBy(JOBS + "staging..")
          .layer("cleansing")
          .definedBy(JOBS + "cleansing..")
          .layer("dimension")
          .definedBy(JOBS + "dimension..")
          .layer("fact")
          .definedBy(JOBS + "fact..")
          .layer("mart")
          .definedBy(JOBS + "mart..")
          .layer("maintenance")
          .definedBy(JOBS + "maintenance..")
          .whereLayer("source")
          .mayNotAccessAnyLayer()
          .whereLayer("download")
          .mayOnlyAccessLayers("source")
          .whereLayer("extraction")
          .mayOnlyAccessLayers("source")
          .whereLayer("staging")
          .mayOnlyAccessLayers("source")
          .whereLayer("cleansing")
          .mayOnlyAccessLayers("source")
          .whereLayer("dimension")
          .mayOnlyAccessLayers("source")
          .whereLayer("fact")
          .mayOnlyAccessLayers("source")
          .whereLayer("mart")
          .mayOnlyAccessLayers("source")
          .whereLayer("maintenance")
          .mayOnlyAccessLayers("source", "fact");

  @ArchTest
  static final ArchRule theSimulatorKnowsNothingOfTheOthers =
      noClasses()
          .that()
          .resideInAPackage(SIMULATOR + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("ro.wowcinema.pipeline..", "ro.wowcinema.warehouse..");

  @ArchTest
  static final ArchRule onlyCommandsThatLoadUseTheSimulator =
      noClasses()
          .that()
          .resideOutsideOfPackages(SIMULATOR + "..", SCHEDULER + "cli.load..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(SIMULATOR + "..");

  @ArchTest
  static final ArchRule quartzAndJmxAndWebAreTheSchedulers =
      noClasses()
          .that()
          .resideInAnyPackage("ro.wowcinema.warehouse..", ROOT + "core..", ROOT + "jobs..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.quartz..",
              "javax.management..",
              "com.sun.net.httpserver..",
              "picocli..",
              "jakarta.mail..",
              "io.micrometer..",
              "io.openlineage..");

  @ArchTest
  static final ArchRule whatSignalsOutwardKnowsNobodyWhoUsesIt =
      noClasses()
          .that()
          .resideInAnyPackage(
              SCHEDULER + "alert..", SCHEDULER + "metrics..", SCHEDULER + "lineage..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              SCHEDULER + "cli..",
              SCHEDULER + "wiring..",
              SCHEDULER + "daemon..",
              "com.google.inject..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("ro.wowcinema.[pipeline|platform].(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nobodyReadsTheMachinesClockOrZone =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(ZoneId.class, "systemDefault")
          .orShould()
          .callMethod(TimeZone.class, "getDefault");

  /** A class with a first key has to be added to {@link KnownKeys}. */
  @ArchTest
  static void everyConfigurationKeyIsKnown(JavaClasses classes) {
    List<ConfigKey<?>> declared =
        classes.stream()
            .filter(
                owner ->
                    owner.getFields().stream()
                        .anyMatch(
                            field ->
                                field.getModifiers().contains(JavaModifier.STATIC)
                                    && field.getRawType().isEquivalentTo(ConfigKey.class)))
            .<ConfigKey<?>>flatMap(owner -> ConfigKeys.declaredIn(owner.reflect()).stream())
            .toList();

    assertThat(declared).hasSizeGreaterThan(60).isSubsetOf(KnownKeys.ALL.all());
  }
}
