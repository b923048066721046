package ro.wowcinema.pipeline.core.scd;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;

import java.util.List;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Table;

/**
 * Surrogate keys of new dimension rows: the numbers after the largest in use, in the order of the
 * natural key. Unlike a sequence, which a rolled-back transaction leaves with a gap, the same loads
 * give the same keys on every server and after every crash. A dimension has one writer and one run
 * at a time, so there is no concurrent assignment.
 */
public final class SurrogateKeys {
  private SurrogateKeys() {}

  /**
   * The key of each row of an insert.
   *
   * @param key the dimension's surrogate key; -1, the Unknown member's, does not count
   * @param order what orders the new rows, and is different for each of them
   */
  public static Field<Long> next(
      Table<?> dimension, Field<Long> key, List<? extends OrderField<?>> order) {
    Field<Long> largest = field(select(greatest(max(key), inline(0L))).from(dimension));
    return largest.plus(rowNumber().over().orderBy(order)).as(key);
  }
}
