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
 * Which rows of the fact went and which came, handed over to the mart by the very statement that
 * takes them out or puts them in. A row that came and went again adds up to nothing.
 */
final class ChangedSessions {
  private static final short GONE = -1;
  private static final short COME = 1;

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

  /** Runs a statement that takes rows out, and answers their number. */
  int gone(ResultQuery<?> delete) {
    return handOver(delete, GONE);
  }

  /** Runs a statement that puts rows in, and answers their number. */
  int come(ResultQuery<?> insert) {
    return handOver(insert, COME);
  }

  /** Hands over whose sessions those are. */
  <R extends Record> void handOverUsers(Table<R> users, Field<Long> userId) {
    dsl.insertInto(users, userId)
        .select(dsl.selectDistinct(SESSION_DELTA.USER_ID).from(SESSION_DELTA))
        .execute();
  }

  private int handOver(ResultQuery<?> change, short sign) {
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
