package ro.wowcinema.pipeline.core.load.staging;

import static java.util.Objects.requireNonNull;

/**
 * A version of a delivered file, as recorded in the ledger.
 *
 * @param id its number in {@code ops.source_file}
 * @param sha256 of the file as delivered
 * @param isCleansed whether it is in the change history; otherwise it is in staging
 * @param loaded number of its records in staging
 */
record SourceFile(long id, String sha256, boolean isCleansed, long loaded) {
  SourceFile {
    requireNonNull(sha256, "sha256 is null");
  }
}
