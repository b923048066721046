package ro.wowcinema.pipeline.jobs.download;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.LocalDate;
import ro.wowcinema.pipeline.jobs.download.http.PublishedVersion;

/**
 * A file that was downloaded into the landing zone.
 *
 * @param url where it comes from
 * @param logicalDate the delivery that it is in
 * @param fileName as it lies there
 * @param version as the server named it
 * @param sizeBytes as it lies there
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

  /** The same bytes, which the server names otherwise now. */
  Download renamed(PublishedVersion newVersion) {
    return new Download(url, logicalDate, fileName, newVersion, sizeBytes, sha256);
  }
}
