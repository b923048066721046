package ro.wowcinema.pipeline.core.quality;

import static org.jooq.impl.DSL.noCondition;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;
import ro.wowcinema.pipeline.core.db.TempTables;

/**
 * Another table, joined to a check's rows by an outer join.
 *
 * @param table that table under a name of its own
 * @param isReferred whether a row of it is the one that a checked row points to
 * @param dangles whether the checked row points to something and nothing was found
 */
record ReferencedTable(Table<?> table, Condition isReferred, Condition dangles) {
  static ReferencedTable of(Relationship relationship, String alias) {
    Table<?> table = relationship.referenced().get(0).getTable().as(alias);
    Condition isReferred = noCondition();
    Condition isFilled = noCondition();
    for (int i = 0; i < relationship.columns().size(); i++) {
      isReferred =
          isReferred.and(
              isSame(table, relationship.referenced().get(i), relationship.columns().get(i)));
      isFilled = isFilled.and(relationship.columns().get(i).isNotNull());
    }
    Field<?> found = TempTables.column(table, relationship.referenced().get(0));
    return new ReferencedTable(table, isReferred, isFilled.and(found.isNull()));
  }

  private static <T> Condition isSame(
      Table<?> table, TableField<?, T> referenced, Field<?> column) {
    return TempTables.column(table, referenced).eq(column.coerce(referenced));
  }
}
