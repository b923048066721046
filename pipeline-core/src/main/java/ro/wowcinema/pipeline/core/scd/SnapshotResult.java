package ro.wowcinema.pipeline.core.scd;

import static java.util.Objects.requireNonNull;

import org.jooq.Table;

/**
 * What a snapshot did to the history.
 *
 * @param keys temporary table with the key of everything that changed, each once, in a column of
 *     the key's name
 * @param before members just before the snapshot
 * @param after members that the snapshot has
 */
public record SnapshotResult(Table<?> keys, long before, long after) {
  public SnapshotResult {
    requireNonNull(keys, "keys is null");
  }
}
