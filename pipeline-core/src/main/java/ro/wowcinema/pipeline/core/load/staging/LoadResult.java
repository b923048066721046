package ro.wowcinema.pipeline.core.load.staging;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What became of a file: {@code linesRead = loaded + rejected}.
 *
 * @param linesRead records read, the header and those of erased people not counted
 * @param loaded records now in staging
 * @param rejected records now in quarantine
 * @param erased records of erased people, which were left out
 * @param warnings optional fields that were not taken as they stood
 * @param unknown where the file has what was ignored: {@code column 3}
 * @param sizeBytes size of the file as delivered
 * @param sha256 of the file as delivered, in hexadecimal
 */
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
