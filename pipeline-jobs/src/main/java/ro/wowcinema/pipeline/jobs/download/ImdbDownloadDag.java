package ro.wowcinema.pipeline.jobs.download;

import ro.wowcinema.pipeline.core.dag.Dag;

/** Brings what IMDb publishes into the landing zone, where the warehouse's DAG finds it. */
public final class ImdbDownloadDag {
  public static final String NAME = "imdb_download";

  private ImdbDownloadDag() {}

  /** Declares the DAG: a task for each file, none of which needs another. */
  public static Dag create() {
    return Dag.named(NAME)
        .task("download_titles", TitleDownload.class)
        .task("download_title_ratings", TitleRatingDownload.class)
        .task("download_title_crew", TitleCrewDownload.class)
        .task("download_title_episodes", TitleEpisodeDownload.class)
        .task("download_people", PersonDownload.class)
        .build();
  }
}
