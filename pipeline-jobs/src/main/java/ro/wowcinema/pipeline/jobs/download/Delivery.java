package ro.wowcinema.pipeline.jobs.download;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.format.BadFileException;
import ro.wowcinema.pipeline.core.load.format.CheckedFile;
import ro.wowcinema.pipeline.core.load.format.LandingZone;
import ro.wowcinema.pipeline.jobs.download.http.DownloadException;
import ro.wowcinema.pipeline.jobs.download.http.PartialDownload;
import ro.wowcinema.pipeline.jobs.download.http.PublishedVersion;
import ro.wowcinema.pipeline.jobs.download.http.Web;

/**
 * One file's way into the delivery of one date. Killed at any moment, the delivery has either what
 * it had before or the whole new file, and the next attempt goes on.
 */
final class Delivery {
  private final FileSpec spec;
  private final URI url;
  private final LandingZone landing;
  private final Web web;
  private final Workplace work;
  private final JobContext context;
  private final DownloadLedger ledger;
  private final Path target;

  Delivery(
      FileSpec spec, URI url, LandingZone landing, Web web, Workplace work, JobContext context) {
    this.spec = requireNonNull(spec, "spec is null");
    this.url = requireNonNull(url, "url is null");
    this.landing = requireNonNull(landing, "landing is null");
    this.web = requireNonNull(web, "web is null");
    this.work = requireNonNull(work, "work is null");
    this.context = requireNonNull(context, "context is null");
    this.ledger = new DownloadLedger(context.dsl());
    this.target = folder().resolve(Downloads.packedName(spec));
  }

  JobResult run() throws IOException, InterruptedException {
    Path plain = landing.requireNoLink(folder()).resolve(spec.fileName());
    if (Files.exists(plain, NOFOLLOW_LINKS)) {
      return JobResult.skipped(
          "%s was delivered already; remove it to have the file downloaded".formatted(plain));
    }
    if (!context.force() && Files.exists(target, NOFOLLOW_LINKS) && !isOurs()) {
      return publishedBefore();
    }
    return download();
  }

  /** Whether the delivery has the file just as it was downloaded. */
  private boolean isOurs() throws IOException {
    Optional<Download> known = ledger.inDelivery(Downloads.packedName(spec), context.logicalDate());
    return known.isPresent() && isIntact(known.get());
  }

  /** The file came here without the ledger's knowing: by an attempt that was killed, or by hand. */
  private JobResult publishedBefore() throws IOException {
    Optional<Download> receipt =
        work.receipt().filter(last -> last.logicalDate().equals(context.logicalDate()));
    if (receipt.isPresent() && isIntact(receipt.get())) {
      ledger.record(receipt.get(), context);
      return JobResult.of(0, 1).saying("downloaded by an attempt that ended before its commit");
    }
    return JobResult.skipped(
        "%s was delivered by somebody else; --force replaces it".formatted(target));
  }

  private JobResult download() throws IOException, InterruptedException {
    Optional<Download> known = known();
    Optional<Transfer.Arrived> arrived =
        new Transfer(web, url, work, context)
            .run(known.map(Download::version).filter(PublishedVersion::isKnown));
    if (arrived.isEmpty()) {
      return notChanged(known.orElseThrow());
    }
    CheckedFile file = check(arrived.get());
    PublishedVersion version = arrived.get().draft().version();
    if (known.isPresent() && known.get().sha256().equals(file.sha256())) {
      work.discard();
      ledger.record(known.get().renamed(version), context);
      return notChanged(known.get());
    }
    return publish(file, version);
  }

  /**
   * What the landing zone has of this file, as of the date: a server that is asked for what is
   * newer must not leave out what was lost meanwhile, and a forced run asks for everything.
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

  private static JobResult notChanged(Download known) {
    return JobResult.skipped(
        "not changed since %s; the delivery of %s has it"
            .formatted(
                known.version().lastModified().orElse("the last download"), known.logicalDate()));
  }

  private CheckedFile check(Transfer.Arrived arrived) throws IOException {
    try {
      requireLength(arrived.draft());
      return CheckedFile.of(spec, landing.file(work.part()), context::advance);
    } catch (BadFileException e) {
      work.discard();
      String said =
          "%s is not what IMDb publishes, and was thrown away: %s".formatted(url, e.getMessage());
      if (arrived.isInOnePiece()) {
        throw new DownloadException(said, e);
      }
      // Perhaps the pieces do not fit, or nobody said that one was missing.
      throw new TransientFailureException(said, e);
    }
  }

  private void requireLength(PartialDownload draft) throws IOException {
    long size = work.size();
    if (draft.length().filter(length -> length != size).isPresent()) {
      throw new BadFileException(
          work.part(),
          0,
          "%d bytes came where the server said %d".formatted(size, draft.length().get()));
    }
  }

  private JobResult publish(CheckedFile file, PublishedVersion version) throws IOException {
    Download download =
        new Download(
            url,
            context.logicalDate(),
            Downloads.packedName(spec),
            version,
            file.sizeBytes(),
            file.sha256());
    work.publish(download, target);
    ledger.record(download, context);
    context.log("%s: %,d bytes from %s".formatted(target, file.sizeBytes(), url));
    return JobResult.of(file.records(), 1).saying(TransferLog.mebibytes(file.sizeBytes()) + " MiB");
  }

  private Path folder() {
    return landing.delivery(spec.source(), context.logicalDate());
  }
}
