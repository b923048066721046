package ro.wowcinema.pipeline.jobs.dimension;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** The latest row of each key of a change table. */
final class LatestChanges {
  private LatestChanges() {}

  static Table<?> of(
      DSLContext dsl, Table<?> changes, Field<?> key, Field<Instant> effectiveAt, String alias) {
    return dsl.select(changes.fields())
        .distinctOn(key)
        .from(changes)
        .orderBy(key, effectiveAt.desc())
        .asTable(alias);
  }
}
