package ro.wowcinema.pipeline.jobs.download;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.jobs.source.TitleRatingsFile;

/** Downloads {@code title.ratings.tsv.gz}. */
public final class TitleRatingDownload extends DownloadJob {
  @Inject
  TitleRatingDownload(Downloads downloads) {
    super(downloads, TitleRatingsFile.SPEC);
  }
}
