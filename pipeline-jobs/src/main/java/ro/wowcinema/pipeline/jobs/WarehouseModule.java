package ro.wowcinema.pipeline.jobs;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.core.load.staging.FileLoader;
import ro.wowcinema.pipeline.core.load.staging.FileStaging;
import ro.wowcinema.pipeline.jobs.privacy.crypto.PrivacyVault;
import ro.wowcinema.pipeline.jobs.privacy.registry.RecordProtection;
import ro.wowcinema.pipeline.jobs.source.JobSettings;

/** What the warehouse's jobs are made of. */
public final class WarehouseModule extends AbstractModule {
  private final LandingZone landing;
  private final JobSettings settings;
  private final PrivacyVault vault;

  public WarehouseModule(LandingZone landing, JobSettings settings, PrivacyVault vault) {
    this.landing = requireNonNull(landing, "landing is null");
    this.settings = requireNonNull(settings, "settings is null");
    this.vault = requireNonNull(vault, "vault is null");
  }

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    bind(LandingZone.class).toInstance(landing);
    bind(JobSettings.class).toInstance(settings);
  }

  @Provides
  @Singleton
  FileStaging staging() {
    return new FileStaging(
        landing, new FileLoader(settings.maxRejectRatio(), RecordProtection.of(vault)));
  }
}
