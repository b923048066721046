package ro.wowcinema.pipeline.core.load;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * What became of a file: {@code linesRead = loaded + rejected}.
 *
 * @param linesRead records read, the header and those of erased people not counted
 * @param loaded records now in staging
 * @param rejected records now in quarantine
 * @param erased records of erased people, which were left out
 * @param warnings optional fields that were not taken as they stood
 * @param unknownColumns columns that were ignored
 * @param sizeBytes size of the file as delivered
 * @param sha256 of the file as delivered, in hexadecimal
 */
public record LoadResult(
    long linesRead,
    long loaded,
    long rejected,
    long erased,
    long warnings,
    Set<String> unknownColumns,
    long sizeBytes,
    String sha256) {
  public LoadResult {
    unknownColumns = Set.copyOf(unknownColumns);
    requireNonNull(sha256, "sha256 is null");
  }
}
