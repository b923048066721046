package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import ro.wowcinema.pipeline.core.dag.Task;

/** Wires the jobs of {@link MaintenanceDag}. */
public final class MaintenanceModule extends AbstractModule {
  private final RetentionSettings retention;

  public MaintenanceModule(RetentionSettings retention) {
    this.retention = requireNonNull(retention, "retention is null");
  }

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    bind(RetentionSettings.class).toInstance(retention);
    MaintenanceDag.create().tasks().stream().map(Task::job).forEach(this::bind);
  }
}
