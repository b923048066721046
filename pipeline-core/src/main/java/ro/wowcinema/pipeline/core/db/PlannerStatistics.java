package ro.wowcinema.pipeline.core.db;

import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.impl.DSL;
import ro.wowcinema.warehouse.ops.Routines;

/**
 * The planner's statistics of tables. Autovacuum gathers them a minute later, which is too late for
 * the next tasks on the day a table is filled: they would join millions of rows with a plan for a
 * handful.
 */
public final class PlannerStatistics {
  /**
   * Below this number of rows, every plan is fast enough. Above it, a plan without statistics may
   * be slow: six thousand titles without statistics were scanned once for each of six hundred
   * users, in 16 s.
   */
  private static final long FEWEST_ROWS = 1_000;

  private static final double SHARE = 0.2;

  private PlannerStatistics() {}

  /**
   * Gathers the statistics of a table after a large part of it was written.
   *
   * @param table qualified name
   * @param rowsWritten by this transaction
   */
  public static void gatherIfOutdated(DSLContext dsl, String table, long rowsWritten) {
    if (rowsWritten >= FEWEST_ROWS && rowsWritten > SHARE * knownRows(dsl, table)) {
      String[] schemaAndName = table.split("\\.", -1);
      Routines.analyzeTable(dsl.configuration(), schemaAndName[0], schemaAndName[1], false);
    }
  }

  /** Gathers the statistics of a table of the warehouse, which a function of its owner does. */
  public static void gather(DSLContext dsl, Table<?> table) {
    gather(dsl, table.getSchema().getName(), table.getName());
  }

  /** The same by name. */
  public static void gather(DSLContext dsl, String schema, String table) {
    Routines.analyzeTable(dsl.configuration(), schema, table, false);
  }

  /** Negative for a table without statistics. */
  private static double knownRows(DSLContext dsl, String table) {
    return dsl.fetchSingle(
            "select reltuples::float8 from pg_class where oid = {0}::regclass", DSL.val(table))
        .get(0, Double.class);
  }
}
