package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** Indexes of temporary tables that are looked into once for each user. */
final class TempIndex {
  private TempIndex() {}

  /** Makes an index on the columns that have the names of these. */
  static void create(DSLContext dsl, Table<?> table, Field<?>... like) {
    dsl.createIndex(name(table.getName() + "_index"))
        .on(
            table,
            Stream.of(like)
                .map(column -> field(column.getUnqualifiedName()))
                .toArray(Field<?>[]::new))
        .execute();
  }
}
