package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import ro.wowcinema.pipeline.jobs.privacy.retention.PrivacyRetention;

/** What the jobs of {@link MaintenanceDag} are made of. */
public final class MaintenanceModule extends AbstractModule {
  private final RetentionSettings retention;
  private final PrivacyRetention privacy;

  public MaintenanceModule(RetentionSettings retention, PrivacyRetention privacy) {
    this.retention = requireNonNull(retention, "retention is null");
    this.privacy = requireNonNull(privacy, "privacy is null");
  }

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    bind(RetentionSettings.class).toInstance(retention);
    bind(PrivacyRetention.class).toInstance(privacy);
  }
}
