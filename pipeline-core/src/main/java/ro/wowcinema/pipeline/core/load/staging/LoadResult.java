package ro.wowcinema.pipeline.core.load.staging;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The outcome of a file's load: {@code linesRead = loaded + rejected}. */
public record LoadResult(
    long linesRead,
    long loaded,
    long rejected,
    long erased,
    long warnings,
    List<String> unknown,
    long sizeBytes,
    String sha256) {
  public LoadResult {
    unknown = List.copyOf(unknown);
    requireNonNull(sha256, "sha256 is null");
  }
}
