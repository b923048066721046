package ro.wowcinema.pipeline.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import ro.wowcinema.pipeline.core.dag.DagValidator;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.source.JobSettings;
import ro.wowcinema.pipeline.jobs.testing.TestVault;

final class WarehouseDagTest {
  @Test
  void declaredOrderAgreesWithWhatTheJobsReadAndWrite() {
    Injector injector =
        Guice.createInjector(
            new WarehouseModule(
                new LandingZone(Path.of("landing")), JobSettings.defaults(), TestVault.shared()));

    assertThat(DagValidator.problems(WarehouseDag.create(), injector::getInstance)).isEmpty();
  }
}
