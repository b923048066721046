package ro.wowcinema.pipeline.core.scd;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.min;

import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;

/** The changes of a rebuild. */
public record Scd2Changes(
    Table<?> versions, Field<?> key, Field<Instant> validFrom, long rowsWritten) {
  public Scd2Changes {
    requireNonNull(versions, "versions is null");
    requireNonNull(key, "key is null");
    requireNonNull(validFrom, "validFrom is null");
  }

  /** Enqueues each changed member, with the start of its first changed version. */
  public void enqueue(DSLContext dsl, Table<?> touched, Field<?> changedKey, Field<Instant> since) {
    dsl.insertInto(touched)
        .columns(List.of(changedKey, since))
        .select(dsl.select(List.of(key, min(validFrom))).from(versions).groupBy(key))
        .execute();
  }

  /** Enqueues each changed member. */
  public void enqueue(DSLContext dsl, Table<?> touched, Field<?> changedKey) {
    dsl.insertInto(touched)
        .columns(List.of(changedKey))
        .select(dsl.selectDistinct(List.of(key)).from(versions))
        .execute();
  }

  static Scd2Changes of(Table<?> versions, Scd2Dimension dimension, long rowsWritten) {
    return new Scd2Changes(
        versions,
        TempTables.column(versions, dimension.naturalKey()),
        TempTables.column(versions, dimension.validFrom()),
        rowsWritten);
  }
}
