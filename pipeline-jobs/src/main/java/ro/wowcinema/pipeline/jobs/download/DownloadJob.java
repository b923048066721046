package ro.wowcinema.pipeline.jobs.download;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ro.wowcinema.pipeline.core.job.DataSet;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.CheckedFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.DownloadFolder.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.DownloadLedger.Download;
import ro.wowcinema.pipeline.jobs.download.HttpFileClient.DownloadException;

/**
 * Downloads one published file into the delivery of the date, if it changed. After a kill at any
 * moment the delivery has either the previous or the complete new file, and the next attempt
 * resumes.
 */
final class DownloadJob implements Job {
  private final FileSpec spec;
  private final String packedName;
  private final URI url;
  private final LandingZone landing;
  private final HttpFileClient client;

  /**
   * @param baseUrl folder in which the compressed file is published
   */
  DownloadJob(FileSpec spec, URI baseUrl, LandingZone landing, HttpFileClient client) {
    this.spec = requireNonNull(spec, "spec is null");
    this.packedName = spec.fileName() + ".gz";
    this.url = baseUrl.resolve(packedName);
    this.landing = requireNonNull(landing, "landing is null");
    this.client = requireNonNull(client, "client is null");
  }

  @Override
  public Lineage lineage() {
    return Lineage.readsFile(DataSet.published(url))
        .writesFile(DataSet.landing(spec.source(), spec.fileName()));
  }

  @Override
  public JobResult run(JobContext context) throws IOException, InterruptedException {
    try (DownloadFolder folder = DownloadFolder.lock(landing, packedName)) {
      return new Attempt(context, folder).run();
    }
  }

  /** One attempt, which has locked the download folder of the file. */
  private final class Attempt {
    private final JobContext context;
    private final DownloadFolder folder;
    private final DownloadLedger ledger;
    private final Path target;

    Attempt(JobContext context, DownloadFolder folder) {
      this.context = context;
      this.folder = folder;
      this.ledger = new DownloadLedger(context.dsl());
      this.target = delivery().resolve(packedName);
    }

    private Path delivery() {
      return landing.delivery(spec.source(), context.logicalDate());
    }

    JobResult run() throws IOException, InterruptedException {
      Path plain = landing.requireNoLink(delivery()).resolve(spec.fileName());
      if (Files.exists(plain, NOFOLLOW_LINKS)) {
        return JobResult.skipped(
            "%s is already delivered; delete it to download the file".formatted(plain));
      }
      if (!context.force() && Files.exists(target, NOFOLLOW_LINKS) && !isRecorded()) {
        return recordIfPublished();
      }
      return download();
    }

    /** Whether the delivery has the file exactly as it was downloaded. */
    private boolean isRecorded() throws IOException {
      Optional<Download> known = ledger.inDelivery(packedName, context.logicalDate());
      return known.isPresent() && isIntact(known.get());
    }

    /** The file is not in the ledger: an attempt was killed, or another source delivered it. */
    private JobResult recordIfPublished() throws IOException {
      Optional<Download> receipt =
          folder.receipt().filter(last -> last.logicalDate().equals(context.logicalDate()));
      if (receipt.isPresent() && isIntact(receipt.get())) {
        ledger.record(receipt.get(), context);
        return JobResult.of(0, 1)
            .withMessage("downloaded by an attempt that ended before its commit");
      }
      return JobResult.skipped(
          "%s was delivered by another source; --force replaces it".formatted(target));
    }

    private JobResult download() throws IOException, InterruptedException {
      Optional<Download> known = known();
      Optional<ResumableDownload.Completed> completed =
          new ResumableDownload(client, url, folder, context)
              .run(known.map(Download::version).filter(PublishedVersion::isKnown));
      if (completed.isEmpty()) {
        return notChanged(known.orElseThrow());
      }
      CheckedFile file = check(completed.get());
      PublishedVersion version = completed.get().download().version();
      if (known.isPresent() && known.get().sha256().equals(file.sha256())) {
        folder.discard();
        ledger.record(known.get().withVersion(version), context);
        return notChanged(known.get());
      }
      return publish(file, version);
    }

    /**
     * The newest version in the landing zone as of the date. A lost or damaged file does not count:
     * the server would not send it again. For a forced run no version counts.
     */
    private Optional<Download> known() throws IOException {
      Optional<Download> latest =
          context.force() ? Optional.empty() : ledger.latest(url, context.logicalDate());
      return latest.isPresent() && isIntact(latest.get()) ? latest : Optional.empty();
    }

    private boolean isIntact(Download download) throws IOException {
      Path path =
          landing.delivery(spec.source(), download.logicalDate()).resolve(download.fileName());
      return Files.isRegularFile(path, NOFOLLOW_LINKS)
          && Files.size(path) == download.sizeBytes()
          && landing.file(path).sha256().equals(download.sha256());
    }

    private JobResult notChanged(Download known) {
      return JobResult.skipped(
          "not changed since %s; it is in the delivery of %s"
              .formatted(
                  known.version().lastModified().orElse("the last download"), known.logicalDate()));
    }

    private CheckedFile check(ResumableDownload.Completed completed) throws IOException {
      try {
        requireLength(completed.download());
        return CheckedFile.of(spec, landing.file(folder.part()), context::advance);
      } catch (BadFileException e) {
        folder.discard();
        String message =
            "%s is not a valid IMDb file and was discarded: %s".formatted(url, e.getMessage());
        if (completed.isInOnePiece()) {
          throw new DownloadException(message, e);
        }
        // The parts may be inconsistent, or a missing part was not detected.
        throw new TransientFailureException(message, e);
      }
    }

    private void requireLength(PartialDownload download) throws IOException {
      long size = folder.size();
      if (download.length().filter(length -> length != size).isPresent()) {
        throw new BadFileException(
            folder.part(),
            0,
            "received %d bytes instead of the %d that the server announced"
                .formatted(size, download.length().get()));
      }
    }

    private JobResult publish(CheckedFile file, PublishedVersion version) throws IOException {
      Download download =
          new Download(
              url, context.logicalDate(), packedName, version, file.sizeBytes(), file.sha256());
      folder.publish(download, target);
      ledger.record(download, context);
      context.log("%s: %,d bytes from %s".formatted(target, file.sizeBytes(), url));
      return JobResult.of(file.records(), 1)
          .withMessage(ResumableDownload.mebibytes(file.sizeBytes()) + " MiB");
    }
  }
}
