package ro.wowcinema.pipeline.jobs.download.http;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * What a partial file is a part of.
 *
 * @param url where it comes from
 * @param version which version it is
 * @param ifRange what asks for more of exactly this version; empty where nothing does, so that it
 *     cannot be resumed
 * @param length of the whole file, where the server said it
 */
public record PartialDownload(
    URI url, PublishedVersion version, Optional<String> ifRange, Optional<Long> length) {
  public PartialDownload {
    requireNonNull(url, "url is null");
    requireNonNull(version, "version is null");
    requireNonNull(ifRange, "ifRange is null");
    requireNonNull(length, "length is null");
  }

  public boolean isWhole(long size) {
    return length.isPresent() && length.get() == size;
  }

  /** Whether an answer that has the bytes from a place on is the rest of this. */
  public boolean isContinuedBy(Answer.Part part, long size) {
    boolean isSameVersion =
        part.version().etag().isEmpty() || part.version().etag().equals(version.etag());
    return isSameVersion
        && part.range().filter(range -> range.isRestFrom(size)).isPresent()
        && length.filter(all -> all != part.range().get().total()).isEmpty()
        && part.length().filter(rest -> rest != part.range().get().length()).isEmpty();
  }
}
