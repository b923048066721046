package ro.wowcinema.pipeline.core.scd;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Table;

/**
 * A change table that is fed by full snapshots: a row has a key's state from an instant on. A key
 * that is missing from a snapshot gets a row with {@code is_deleted}, which repeats its last
 * attributes.
 *
 * @param table the change table, unique by key and instant
 * @param key natural key
 * @param effectiveAt when the change took effect: the snapshot's instant
 * @param isDeleted whether the snapshot no longer had the key
 * @param isLatest whether the key has no later row; {@link SnapshotChanges} maintains it
 * @param attributes all other columns
 * @param gaps keys about which snapshots make no statement; empty where every snapshot is complete
 */
public record SnapshotTable(
    Table<?> table,
    Field<?> key,
    Field<Instant> effectiveAt,
    Field<Boolean> isDeleted,
    Field<Boolean> isLatest,
    List<Field<?>> attributes,
    Optional<SnapshotGaps> gaps) {
  public SnapshotTable {
    requireNonNull(table, "table is null");
    requireNonNull(key, "key is null");
    requireNonNull(effectiveAt, "effectiveAt is null");
    requireNonNull(isDeleted, "isDeleted is null");
    requireNonNull(isLatest, "isLatest is null");
    attributes = List.copyOf(attributes);
    requireNonNull(gaps, "gaps is null");
  }

  /** For snapshots without gaps. */
  public SnapshotTable(
      Table<?> table,
      Field<?> key,
      Field<Instant> effectiveAt,
      Field<Boolean> isDeleted,
      Field<Boolean> isLatest,
      List<Field<?>> attributes) {
    this(table, key, effectiveAt, isDeleted, isLatest, attributes, Optional.empty());
  }

  /** The same, where snapshots may have gaps. */
  public SnapshotTable withGaps(SnapshotGaps newGaps) {
    return new SnapshotTable(
        table, key, effectiveAt, isDeleted, isLatest, attributes, Optional.of(newGaps));
  }

  /** Key, instant, attributes, marks: the order in which rows are written. */
  List<Field<?>> stored() {
    List<Field<?>> all = new ArrayList<>(List.of(key, effectiveAt));
    all.addAll(attributes);
    all.add(isDeleted);
    all.add(isLatest);
    return all;
  }

  /** Key, attributes, deletion mark. */
  List<Field<?>> state() {
    List<Field<?>> all = new ArrayList<>(List.of(key));
    all.addAll(attributes);
    all.add(isDeleted);
    return all;
  }
}
