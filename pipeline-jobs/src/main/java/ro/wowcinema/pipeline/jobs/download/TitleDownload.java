package ro.wowcinema.pipeline.jobs.download;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.jobs.source.TitleBasicsFile;

/** Downloads {@code title.basics.tsv.gz}. */
public final class TitleDownload extends DownloadJob {
  @Inject
  TitleDownload(Downloads downloads) {
    super(downloads, TitleBasicsFile.SPEC);
  }
}
