package ro.wowcinema.pipeline.core.scd;

import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.TempTables;

/** Comparisons of several columns at once, null-safe. */
final class AttributeComparison {
  private AttributeComparison() {}

  /** Whether any of the columns differs between two tables that both have them. */
  static Condition differ(Table<?> left, Table<?> right, List<? extends Field<?>> columns) {
    Condition any = DSL.falseCondition();
    for (Field<?> column : columns) {
      any = any.or(differs(left, right, column));
    }
    return any;
  }

  private static <T> Condition differs(Table<?> left, Table<?> right, Field<T> column) {
    return TempTables.column(left, column).isDistinctFrom(TempTables.column(right, column));
  }

  static <T> Condition equal(Table<?> left, Table<?> right, Field<T> column) {
    return TempTables.column(left, column).eq(TempTables.column(right, column));
  }
}
