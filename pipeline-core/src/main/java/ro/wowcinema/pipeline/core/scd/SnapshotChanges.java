package ro.wowcinema.pipeline.core.scd;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.pipeline.core.db.TempTables.columns;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Turns a full snapshot into the changes against the state before it. Snapshots may come late or be
 * delivered again with other content: states that a later snapshot had confirmed implicitly are
 * then inserted explicitly at that later snapshot, so that the history stays what loading all of
 * them in order would give; a snapshot with a gap for a key confirms nothing about it. Rows that
 * repeat the state before them do no harm.
 */
public final class SnapshotChanges {
  private static final Field<Boolean> IS_NEW = field(name("is_new"), SQLDataType.BOOLEAN);

  private final DSLContext dsl;
  private final SnapshotTable history;
  private final Table<?> changes;
  private final Instant at;
  private final List<Instant> later;

  private SnapshotChanges(DSLContext dsl, SnapshotTable history, Instant at, List<Instant> later) {
    this.dsl = dsl;
    this.history = history;
    this.changes = history.table();
    this.at = at;
    this.later = List.copyOf(later);
  }

  /**
   * Replaces what the snapshot of this instant contributed.
   *
   * @param snapshot key and attributes under the change table's names; each key once
   * @param at when the snapshot takes effect
   * @param later when the snapshots after it take effect that are loaded already, in order
   */
  public static SnapshotResult apply(
      DSLContext dsl, SnapshotTable history, Select<?> snapshot, Instant at, List<Instant> later) {
    return new SnapshotChanges(dsl, history, at, later).run(snapshot);
  }

  /** Withdraws the contribution of this instant's snapshot, as if it had never been delivered. */
  public static SnapshotResult withdraw(
      DSLContext dsl, SnapshotTable history, Instant at, List<Instant> later) {
    SnapshotChanges changes = new SnapshotChanges(dsl, history, at, later);
    return new SnapshotResult(changes.keysOf(changes.withdraw()), 0, 0);
  }

  private SnapshotResult run(Select<?> snapshot) {
    Table<?> withdrawn = withdraw();
    Table<?> changed =
        TempTables.create(
            dsl, "changed_" + changes.getName(), differences(snapshot, stateBefore()));
    if (later.isEmpty()) {
      unmarkLatest(changed);
      insert(changed, at, true, noCondition());
    } else {
      keepStateAfter(changed);
      insert(changed, at, false, noCondition());
      markLatest(changed);
    }
    long gone = dsl.fetchCount(changed, condition(column(changed, history.isDeleted())));
    long come = dsl.fetchCount(changed, condition(column(changed, IS_NEW)));
    long after = dsl.fetchCount(snapshot);
    return new SnapshotResult(keysOf(withdrawn, changed), after - come + gone, after);
  }

  private Table<?> keysOf(Table<?> withdrawn) {
    return TempTables.create(dsl, "keys_" + changes.getName(), keys(withdrawn));
  }

  private Table<?> keysOf(Table<?> withdrawn, Table<?> changed) {
    return TempTables.create(
        dsl, "keys_" + changes.getName(), keys(withdrawn).union(keys(changed)));
  }

  private Select<org.jooq.Record> keys(Table<?> table) {
    return dsl.select(List.of(column(table, history.key()))).from(table);
  }

  private Table<?> withdraw() {
    Table<?> withdrawn =
        TempTables.create(
            dsl,
            "withdrawn_" + changes.getName(),
            dsl.select(history.state()).from(changes).where(history.effectiveAt().eq(at)));
    insertRestoredState(withdrawn);
    if (dsl.deleteFrom(changes).where(history.effectiveAt().eq(at)).execute() > 0) {
      markLatest(withdrawn);
    }
    return withdrawn;
  }

  /** Latest row of each key before the snapshot. */
  private Table<?> stateBefore() {
    if (later.isEmpty()) {
      return dsl.select(history.state()).from(changes).where(history.isLatest()).asTable("l");
    }
    return dsl.select(history.state())
        .distinctOn(history.key())
        .from(changes)
        .where(history.effectiveAt().lt(at))
        .orderBy(history.key(), history.effectiveAt().desc())
        .asTable("l");
  }

  private Select<?> differences(Select<?> snapshot, Table<?> latest) {
    Table<?> s = snapshot.asTable("s");
    Condition isGone = column(s, history.key()).isNull();
    Field<Boolean> wasDeleted = column(latest, history.isDeleted());
    List<Field<?>> result = new ArrayList<>();
    result.add(keyOf(s, latest, history.key()));
    history.attributes().forEach(attribute -> result.add(either(isGone, latest, s, attribute)));
    result.add(field(isGone).as(history.isDeleted()));
    result.add(field(isGone.not().and(coalesce(wasDeleted, inline(true)))).as(IS_NEW));
    return dsl.select(result)
        .from(s)
        .fullJoin(latest)
        .on(AttributeComparison.equal(s, latest, history.key()))
        .where(isGone.and(wasDeleted.isFalse()).and(isInGap(latest, at).not()))
        .or(column(latest, history.key()).isNull())
        .or(
            isGone
                .not()
                .and(
                    wasDeleted
                        .isTrue()
                        .or(AttributeComparison.differ(s, latest, history.attributes()))))
        // These rows show later which keys the snapshot has.
        .or(isGone.not().and(isGapOfAll(at)));
  }

  private static <T> Field<T> keyOf(Table<?> s, Table<?> latest, Field<T> key) {
    return coalesce(column(s, key), column(latest, key)).as(key);
  }

  private static <T> Field<T> either(
      Condition isGone, Table<?> latest, Table<?> s, Field<T> attribute) {
    return when(isGone, column(latest, attribute)).otherwise(column(s, attribute)).as(attribute);
  }

  /** Restores, at a later instant, the state before this snapshot, for keys that it changes. */
  private void keepStateAfter(Table<?> changed) {
    Table<?> latest = stateBefore();
    insertRestoredState(
        TempTables.create(
            dsl,
            "prior_" + changes.getName(),
            dsl.select(priorState(changed, latest))
                .from(changed)
                .leftJoin(latest)
                .on(AttributeComparison.equal(changed, latest, history.key()))));
  }

  /**
   * Inserts states at the next snapshot, which had confirmed them implicitly; if that snapshot has
   * a gap for the key, at the first later one without.
   */
  private void insertRestoredState(Table<?> states) {
    Condition isInAllGaps = noCondition();
    for (Instant instant : later) {
      Condition isInGap = isInGap(states, instant);
      insert(states, instant, false, isInAllGaps.and(isInGap.not()));
      isInAllGaps = isInAllGaps.and(isInGap);
      if (history.gaps().isEmpty() || !hasGaps(instant)) {
        return;
      }
    }
  }

  private boolean hasGaps(Instant instant) {
    return dsl.fetchValue(select(field(isGap(instant, gaps -> noCondition()))));
  }

  /** Whether the snapshot of an instant has no statement about a row's key. */
  private Condition isInGap(Table<?> rows, Instant instant) {
    return isGap(
        instant,
        gaps ->
            AttributeComparison.equal(gaps.table(), rows, gaps.key())
                .or(gaps.key().isNull().and(isStatedAt(rows, instant).not())));
  }

  private Condition isGapOfAll(Instant instant) {
    return isGap(instant, gaps -> gaps.key().isNull());
  }

  private Condition isGap(Instant instant, Function<SnapshotGaps, Condition> which) {
    return history
        .gaps()
        .map(
            gaps ->
                exists(
                    selectOne()
                        .from(gaps.table())
                        .where(gaps.effectiveAt().eq(instant))
                        .and(which.apply(gaps))))
        .orElse(falseCondition());
  }

  private Condition isStatedAt(Table<?> rows, Instant instant) {
    return exists(
        selectOne()
            .from(changes)
            .where(AttributeComparison.equal(changes, rows, history.key()))
            .and(history.effectiveAt().eq(instant)));
  }

  private List<Field<?>> priorState(Table<?> changed, Table<?> latest) {
    Condition wasAbsent = column(latest, history.key()).isNull();
    List<Field<?>> result = new ArrayList<>(List.of(column(changed, history.key())));
    history
        .attributes()
        .forEach(attribute -> result.add(either(wasAbsent, changed, latest, attribute)));
    result.add(coalesce(column(latest, history.isDeleted()), val(true)).as(history.isDeleted()));
    return result;
  }

  /**
   * Writes the rows of key, attributes and deletion mark that meet the condition, where no row of
   * the key exists at the instant yet.
   */
  private void insert(
      Table<?> rows, Instant effectiveAt, boolean isLatest, Condition isToBeWritten) {
    List<Field<?>> values = new ArrayList<>(List.of(column(rows, history.key()), val(effectiveAt)));
    values.addAll(columns(rows, history.attributes()));
    values.add(column(rows, history.isDeleted()));
    values.add(inline(isLatest));
    dsl.insertInto(changes)
        .columns(history.stored())
        .select(
            select(values).from(rows).where(isToBeWritten).and(isStatedAt(rows, effectiveAt).not()))
        .execute();
  }

  private void unmarkLatest(Table<?> keys) {
    dsl.update(changes)
        .set(history.isLatest(), inline(false))
        .from(keys)
        .where(AttributeComparison.equal(changes, keys, history.key()))
        .and(history.isLatest())
        .execute();
  }

  /** In two steps, so that no key ever has two. */
  private void markLatest(Table<?> keys) {
    unmarkLatest(keys);
    Table<?> last =
        dsl.select(
                column(changes, history.key()).as(history.key()),
                max(history.effectiveAt()).as(history.effectiveAt()))
            .from(changes)
            .join(keys)
            .on(AttributeComparison.equal(changes, keys, history.key()))
            .groupBy(column(changes, history.key()))
            .asTable("last");
    dsl.update(changes)
        .set(history.isLatest(), inline(true))
        .from(last)
        .where(AttributeComparison.equal(changes, last, history.key()))
        .and(AttributeComparison.equal(changes, last, history.effectiveAt()))
        .execute();
  }
}
