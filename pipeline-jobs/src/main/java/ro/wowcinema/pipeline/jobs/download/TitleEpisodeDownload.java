package ro.wowcinema.pipeline.jobs.download;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.jobs.source.TitleEpisodeFile;

/** Downloads {@code title.episode.tsv.gz}. */
public final class TitleEpisodeDownload extends DownloadJob {
  @Inject
  TitleEpisodeDownload(Downloads downloads) {
    super(downloads, TitleEpisodeFile.SPEC);
  }
}
