package ro.wowcinema.pipeline.jobs.maintenance;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Schema;
import org.jooq.impl.DSL;
import ro.wowcinema.warehouse.aggregate.Aggregate;
import ro.wowcinema.warehouse.change_queue.ChangeQueue;
import ro.wowcinema.warehouse.cleansed.Cleansed;
import ro.wowcinema.warehouse.mart.Mart;
import ro.wowcinema.warehouse.ops.Ops;
import ro.wowcinema.warehouse.pii.Pii;
import ro.wowcinema.warehouse.warehouse.Warehouse;

/**
 * Tables with missing or outdated statistics. Staging is left out: it is emptied as often as it is
 * filled. A partitioned table represents its partitions, as it does for ANALYZE.
 */
final class OutdatedTables {
  /** With fewer rows, every plan is fast enough. */
  private static final int FEWEST_ROWS = 1_000;

  /** Half of what autovacuum waits for, which runs at any time, and never for a parent. */
  private static final double SHARE = 0.05;

  /** The fact's partitions, which no class is generated for. */
  private static final String PARTITIONS = "warehouse_part";

  private static final String[] SCHEMAS =
      Stream.concat(
              Stream.of(PARTITIONS),
              Stream.of(
                      Cleansed.CLEANSED,
                      ChangeQueue.CHANGE_QUEUE,
                      Pii.PII,
                      Warehouse.WAREHOUSE,
                      Aggregate.AGGREGATE,
                      Mart.MART,
                      Ops.OPS)
                  .map(Schema::getName))
          .toArray(String[]::new);

  /**
   * Autovacuum takes a partition's changes into account when it analyses the partition, and then
   * they are forgotten: that the parent is out of date is seen by its number of rows only.
   */
  private static final String QUERY =
      """
      select namespace.nspname, class.relname, changes, live
      from (
        select coalesce(pg_partition_root(relid), relid) as root,
          sum(n_mod_since_analyze) as changes,
          sum(n_live_tup) as live,
          bool_or(last_analyze is null and last_autoanalyze is null) as is_any_unknown
        from pg_stat_all_tables
        where schemaname = any ({0})
        group by 1
      ) as counted
      join pg_class as class on class.oid = counted.root
      join pg_namespace as namespace on namespace.oid = class.relnamespace
      where (class.relkind <> 'p' or class.relhassubclass)
        and (is_any_unknown
          or changes > greatest({1}, {2} * live)
          or class.relkind = 'p' and abs(live - class.reltuples) > greatest({1}, {2} * live))
      order by namespace.nspname, class.relname
      """;

  private OutdatedTables() {}

  /** All of them; what transactions changed counts soon after they have ended. */
  static List<OutdatedTable> find(DSLContext dsl) {
    return dsl.fetch(QUERY, DSL.val(SCHEMAS), DSL.inline((double) FEWEST_ROWS), DSL.inline(SHARE))
        .map(
            row ->
                new OutdatedTable(
                    DSL.name(row.get(0, String.class), row.get(1, String.class)),
                    row.get(2, Long.class),
                    row.get(3, Long.class)));
  }
}
