package ro.wowcinema.pipeline.jobs.download;

import jakarta.inject.Inject;
import ro.wowcinema.pipeline.jobs.source.NameBasicsFile;

/** Downloads {@code name.basics.tsv.gz}. */
public final class PersonDownload extends DownloadJob {
  @Inject
  PersonDownload(Downloads downloads) {
    super(downloads, NameBasicsFile.SPEC);
  }
}
