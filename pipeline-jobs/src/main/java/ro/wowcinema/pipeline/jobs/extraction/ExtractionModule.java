package ro.wowcinema.pipeline.jobs.extraction;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import ro.wowcinema.pipeline.core.load.format.LandingZone;

/** What the job of {@link PlatformExtractionDag} is made of. */
public final class ExtractionModule extends AbstractModule {
  private final LandingZone landing;
  private final ExtractionSettings settings;

  public ExtractionModule(LandingZone landing, ExtractionSettings settings) {
    this.landing = requireNonNull(landing, "landing is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    bind(LandingZone.class).toInstance(landing);
    bind(ExtractionSettings.class).toInstance(settings);
  }
}
