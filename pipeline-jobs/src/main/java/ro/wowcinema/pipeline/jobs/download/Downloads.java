package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.http.DownloadException;
import ro.wowcinema.pipeline.jobs.download.http.Web;

/** Downloads published files, which are packed, into the landing zone. */
final class Downloads {
  private final LandingZone landing;
  private final URI baseUrl;
  private final Web web;

  Downloads(LandingZone landing, URI baseUrl, Web web) {
    this.landing = requireNonNull(landing, "landing is null");
    this.baseUrl = requireNonNull(baseUrl, "baseUrl is null");
    this.web = requireNonNull(web, "web is null");
  }

  /** Where a file is published. */
  URI url(FileSpec spec) {
    return baseUrl.resolve(packedName(spec));
  }

  /**
   * Downloads a file into the delivery of the run's date, or says why there is nothing to do.
   *
   * @throws DownloadException where the server does not have the file, or has something else
   */
  JobResult deliver(FileSpec spec, JobContext context) throws IOException, InterruptedException {
    try (Workplace work = Workplace.hold(landing, packedName(spec))) {
      return new Delivery(spec, url(spec), landing, web, work, context).run();
    }
  }

  static String packedName(FileSpec spec) {
    return spec.fileName() + ".gz";
  }
}
