package ro.wowcinema.pipeline.core.scd;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Table;

/**
 * Keys about which a snapshot makes no statement, because their records were refused: neither their
 * attributes nor whether they were deleted. They keep their previous state.
 *
 * @param table one row for each such key and snapshot
 * @param key natural key; null: every key that the snapshot does not have
 * @param effectiveAt the snapshot's instant
 */
public record SnapshotGaps(Table<?> table, Field<?> key, Field<Instant> effectiveAt) {
  public SnapshotGaps {
    requireNonNull(table, "table is null");
    requireNonNull(key, "key is null");
    requireNonNull(effectiveAt, "effectiveAt is null");
  }
}
