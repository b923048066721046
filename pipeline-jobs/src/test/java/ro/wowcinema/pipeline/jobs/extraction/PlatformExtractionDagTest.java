package ro.wowcinema.pipeline.jobs.extraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigException;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.db.ConnectionInfo;
import ro.wowcinema.pipeline.core.load.contract.Column;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.extraction.database.PlatformTables;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceColumn;
import ro.wowcinema.pipeline.jobs.extraction.database.SourceTable;

final class PlatformExtractionDagTest {
  @Test
  void dagIsValidAlsoWithoutConfiguration() {
    ExtractionSettings settings = ExtractionSettings.of(Config.of(Map.of()));
    Injector injector =
        Guice.createInjector(new ExtractionModule(new LandingZone(Path.of("landing")), settings));

    assertThat(DagValidator.problems(PlatformExtractionDag.create(), injector::getInstance))
        .isEmpty();
  }

  @Test
  void filesHaveTheColumnsThatTheWarehouseExpects() {
    for (SourceTable table : PlatformTables.ALL) {
      assertThat(table.columns())
          .as(table.name())
          .extracting(SourceColumn::deliveredAs)
          .containsExactlyElementsOf(table.file().columns().stream().map(Column::name).toList());
    }
  }

  @Test
  void settingsAreAsConfigured() {
    Config config =
        Config.of(
            Map.of(
                ExtractionSettings.URL, "postgresql://shop.example.com/shop",
                ExtractionSettings.USER, "ana",
                ExtractionSettings.PASSWORD, "secret",
                ExtractionSettings.SCHEMA, "shop",
                ExtractionSettings.OVERLAP, "PT5M"));

    assertThat(ExtractionSettings.of(config))
        .isEqualTo(
            new ExtractionSettings(
                Optional.of(
                    new ConnectionInfo(
                        "jdbc:postgresql://shop.example.com/shop", "ana", Optional.of("secret"))),
                "shop",
                Duration.ofMinutes(5)));
    assertThat(ExtractionSettings.of(config).toString())
        .contains("as ana")
        .doesNotContain("secret");
  }

  @Test
  void invalidUrlIsReportedByItsKey() {
    Config config = Config.of(Map.of(ExtractionSettings.URL, "mysql://ana:secret@shop/shop"));

    assertThatThrownBy(() -> ExtractionSettings.of(config))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("platform.url: ")
        .hasMessageNotContaining("secret");
  }
}
