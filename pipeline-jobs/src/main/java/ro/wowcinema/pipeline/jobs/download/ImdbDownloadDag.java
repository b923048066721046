package ro.wowcinema.pipeline.jobs.download;

import com.google.inject.Module;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.dag.JobFactory;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.source.NameBasicsFile;
import ro.wowcinema.pipeline.jobs.source.TitleBasicsFile;
import ro.wowcinema.pipeline.jobs.source.TitleCrewFile;
import ro.wowcinema.pipeline.jobs.source.TitleEpisodeFile;
import ro.wowcinema.pipeline.jobs.source.TitleRatingsFile;

/** Downloads IMDb's published files into the landing zone, where the DAG warehouse reads them. */
public final class ImdbDownloadDag {
  public static final String NAME = "imdb_download";

  private ImdbDownloadDag() {}

  /** Declares the DAG: an independent task for each file. */
  public static Dag create() {
    return Dag.named(NAME)
        .task("download_titles", download(TitleBasicsFile.SPEC))
        .task("download_title_ratings", download(TitleRatingsFile.SPEC))
        .task("download_title_crew", download(TitleCrewFile.SPEC))
        .task("download_title_episodes", download(TitleEpisodeFile.SPEC))
        .task("download_people", download(NameBasicsFile.SPEC))
        .build();
  }

  private static JobFactory download(FileSpec spec) {
    return components ->
        new DownloadJob(
            spec,
            components.get(DownloadSettings.class).baseUrl(),
            components.get(LandingZone.class),
            components.get(HttpFileClient.class));
  }

  /** Binds the dependencies of the jobs. */
  public static Module module(LandingZone landing, DownloadSettings settings) {
    return binder -> {
      binder.disableCircularProxies();
      binder.bind(LandingZone.class).toInstance(landing);
      binder.bind(DownloadSettings.class).toInstance(settings);
      binder.bind(HttpFileClient.class).toInstance(new HttpFileClient(settings.timeout()));
    };
  }
}
