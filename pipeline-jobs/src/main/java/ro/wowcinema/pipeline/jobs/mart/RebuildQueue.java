package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;

/** Change queues that are filled for a rebuild: with everything, as if it had just been loaded. */
public final class RebuildQueue {
  private RebuildQueue() {}

  /** Users of the star, without the unknown one. */
  public static Select<Record1<Long>> currentUsers() {
    return select(DIM_USER.USER_ID)
        .from(DIM_USER)
        .where(DIM_USER.IS_CURRENT)
        .and(DIM_USER.USER_KEY.ne(inline(-1L)));
  }

  /** Replaces what the queue has by these keys. */
  public static <T> void fill(
      DSLContext dsl, Table<?> queue, Field<T> key, Select<Record1<T>> keys) {
    dsl.deleteFrom(queue).execute();
    dsl.insertInto(queue).columns(key).select(keys).execute();
    PlannerStatistics.gather(dsl, queue);
  }
}
