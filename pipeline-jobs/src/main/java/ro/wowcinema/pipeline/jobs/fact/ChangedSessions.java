package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.CommonTableExpression;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.Table;

/**
 * Records the rows of the fact that are deleted and inserted in the mart's change queue, by the
 * same statement that deletes or inserts them. A row that is inserted and deleted again adds up to
 * nothing.
 */
final class ChangedSessions {
  private static final short DELETED = -1;
  private static final short INSERTED = 1;

  private static final List<Field<?>> MEASURES =
      Stream.of(SESSION_DELTA.fields())
          .filter(column -> !column.equals(SESSION_DELTA.SIGN))
          .<Field<?>>map(FACT_WATCH_SESSION::field)
          .toList();

  private final DSLContext dsl;

  ChangedSessions(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** What the statement has to return. */
  static List<Field<?>> measures() {
    return MEASURES;
  }

  /** Runs a statement that deletes rows, records them, and returns their number. */
  int deleteAndRecord(ResultQuery<?> delete) {
    return record(delete, DELETED);
  }

  /** Runs a statement that inserts rows, records them, and returns their number. */
  int insertAndRecord(ResultQuery<?> insert) {
    return record(insert, INSERTED);
  }

  /** Enqueues the users of those sessions. */
  <R extends Record> void enqueueUsers(Table<R> users, Field<Long> userId) {
    dsl.insertInto(users, userId)
        .select(dsl.selectDistinct(SESSION_DELTA.USER_ID).from(SESSION_DELTA))
        .execute();
  }

  private int record(ResultQuery<?> change, short sign) {
    CommonTableExpression<?> changed = name("changed").as(change);
    List<Field<?>> columns = new ArrayList<>(List.of(SESSION_DELTA.SIGN));
    List<Field<?>> values = new ArrayList<>(List.of(inline(sign)));
    for (Field<?> measure : MEASURES) {
      columns.add(SESSION_DELTA.field(measure.getName()));
      values.add(column(changed, measure));
    }
    return dsl.with(changed)
        .insertInto(SESSION_DELTA)
        .columns(columns)
        .select(select(values).from(changed))
        .execute();
  }
}
