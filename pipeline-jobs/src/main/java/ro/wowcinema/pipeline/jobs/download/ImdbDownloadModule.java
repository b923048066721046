package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import ro.wowcinema.pipeline.core.dag.Task;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.http.Web;

/** Wires the jobs that download. */
public final class ImdbDownloadModule extends AbstractModule {
  private final LandingZone landing;
  private final DownloadSettings settings;

  public ImdbDownloadModule(LandingZone landing, DownloadSettings settings) {
    this.landing = requireNonNull(landing, "landing is null");
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    ImdbDownloadDag.create().tasks().stream().map(Task::job).forEach(this::bind);
  }

  @Provides
  @Singleton
  Downloads downloads() {
    return new Downloads(landing, settings.baseUrl(), new Web(settings.timeout()));
  }
}
