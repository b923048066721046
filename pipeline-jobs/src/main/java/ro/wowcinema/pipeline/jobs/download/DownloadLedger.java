package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.DOWNLOAD;

import java.net.URI;
import java.time.LocalDate;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.job.JobContext;

/** The ledger of downloads, {@code ops.download}, as seen from one transaction. */
final class DownloadLedger {
  private final DSLContext dsl;

  DownloadLedger(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * A file that was downloaded into the landing zone.
   *
   * @param logicalDate date of its delivery
   * @param fileName in the delivery
   * @param version as the server sent it
   * @param sizeBytes in the delivery
   * @param sha256 of the same bytes
   */
  record Download(
      URI url,
      LocalDate logicalDate,
      String fileName,
      PublishedVersion version,
      long sizeBytes,
      String sha256) {
    Download {
      requireNonNull(url, "url is null");
      requireNonNull(logicalDate, "logicalDate is null");
      requireNonNull(fileName, "fileName is null");
      requireNonNull(version, "version is null");
      requireNonNull(sha256, "sha256 is null");
    }

    /** The same bytes with the server's new version. */
    Download withVersion(PublishedVersion newVersion) {
      return new Download(url, logicalDate, fileName, newVersion, sizeBytes, sha256);
    }
  }

  /** The latest download from a URL for a date or one before it. */
  Optional<Download> latest(URI url, LocalDate logicalDate) {
    return first(DOWNLOAD.URL.eq(url.toString()).and(DOWNLOAD.LOGICAL_DATE.le(logicalDate)));
  }

  /** The latest download, from any URL, into a date's delivery. */
  Optional<Download> inDelivery(String fileName, LocalDate logicalDate) {
    return first(DOWNLOAD.FILE_NAME.eq(fileName).and(DOWNLOAD.LOGICAL_DATE.eq(logicalDate)));
  }

  void record(Download download, JobContext context) {
    dsl.insertInto(DOWNLOAD)
        .set(DOWNLOAD.URL, download.url().toString())
        .set(DOWNLOAD.LOGICAL_DATE, download.logicalDate())
        .set(DOWNLOAD.FILE_NAME, download.fileName())
        .set(DOWNLOAD.ETAG, download.version().etag().orElse(null))
        .set(DOWNLOAD.LAST_MODIFIED, download.version().lastModified().orElse(null))
        .set(DOWNLOAD.SIZE_BYTES, download.sizeBytes())
        .set(DOWNLOAD.SHA256, download.sha256())
        .set(DOWNLOAD.RUN_ID, context.runId())
        .set(DOWNLOAD.DOWNLOADED_AT, context.startedAt())
        .execute();
  }

  private Optional<Download> first(Condition condition) {
    return dsl.selectFrom(DOWNLOAD)
        .where(condition)
        .orderBy(DOWNLOAD.LOGICAL_DATE.desc(), DOWNLOAD.DOWNLOAD_ID.desc())
        .limit(1)
        .fetchOptional(
            row ->
                new Download(
                    URI.create(row.get(DOWNLOAD.URL)),
                    row.get(DOWNLOAD.LOGICAL_DATE),
                    row.get(DOWNLOAD.FILE_NAME),
                    new PublishedVersion(
                        Optional.ofNullable(row.get(DOWNLOAD.ETAG)),
                        Optional.ofNullable(row.get(DOWNLOAD.LAST_MODIFIED))),
                    row.get(DOWNLOAD.SIZE_BYTES),
                    row.get(DOWNLOAD.SHA256)));
  }
}
