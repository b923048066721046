package ro.wowcinema.pipeline.jobs.download;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.jobs.source.TitleCrewFile;

/** Downloads {@code title.crew.tsv.gz}. */
public final class TitleCrewDownload extends DownloadJob {
  @Inject
  TitleCrewDownload(Downloads downloads) {
    super(downloads, TitleCrewFile.SPEC);
  }
}
