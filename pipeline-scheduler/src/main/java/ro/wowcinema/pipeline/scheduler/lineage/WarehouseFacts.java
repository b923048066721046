package ro.wowcinema.pipeline.scheduler.lineage;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.CHECK_RESULT;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;
import static ro.wowcinema.warehouse.ops.Tables.TASK_RUN;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.job.DataSet;

/**
 * What the database says of tables, in its catalogue, and of checks, in the ledger. An event is
 * sent without what cannot be read.
 */
final class WarehouseFacts {
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseFacts.class);

  private static final String COLUMNS =
      """
      SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
        col_description(c.oid, a.attnum) AS comment
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.oid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;

  private final DSLContext dsl;
  private final Map<DataSet, TableFacts> tables = new ConcurrentHashMap<>();

  /**
   * A table or view.
   *
   * @param comment empty where it has none
   */
  record TableFacts(Optional<String> comment, List<ColumnFacts> columns) {
    TableFacts {
      columns = List.copyOf(columns);
    }
  }

  /**
   * A column.
   *
   * @param comment null where it has none
   */
  record ColumnFacts(String name, String type, String comment) {}

  /**
   * What a check found.
   *
   * @param outcome passed, warned or failed
   * @param detail how many rows, or which figure; no content of a row
   */
  record CheckFacts(DataSet target, String name, String kind, String outcome, String detail) {}

  WarehouseFacts(DSLContext dsl) {
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /** Empty for what is no table, or is not there. */
  Optional<TableFacts> of(DataSet dataSet) {
    if (dataSet.isExternal()) {
      return Optional.empty();
    }
    try {
      return Optional.of(tables.computeIfAbsent(dataSet, this::read))
          .filter(table -> !table.columns().isEmpty());
    } catch (RuntimeException e) {
      LOG.debug("No schema of {} for lineage", dataSet, e);
      return Optional.empty();
    }
  }

  private TableFacts read(DataSet table) {
    List<ColumnFacts> columns = dsl.fetch(COLUMNS, table.name()).into(ColumnFacts.class);
    return new TableFacts(
        Optional.ofNullable(
            (String)
                dsl.fetchValue("SELECT obj_description(to_regclass(?), 'pg_class')", table.name())),
        columns);
  }

  /**
   * What was found while an attempt ran; an attempt that was rolled back has its checks as well.
   */
  List<CheckFacts> checks(String dag, LocalDate date, String task, Instant from, Instant to) {
    try {
      return dsl.select(
              CHECK_RESULT.TARGET,
              CHECK_RESULT.CHECK_NAME,
              CHECK_RESULT.KIND,
              CHECK_RESULT.OUTCOME,
              CHECK_RESULT.DETAIL)
          .from(CHECK_RESULT)
          .join(TASK_RUN)
          .on(TASK_RUN.TASK_RUN_ID.eq(CHECK_RESULT.TASK_RUN_ID))
          .join(DAG_RUN)
          .on(DAG_RUN.RUN_ID.eq(TASK_RUN.RUN_ID))
          .where(DAG_RUN.DAG.eq(dag))
          .and(DAG_RUN.LOGICAL_DATE.eq(date))
          .and(TASK_RUN.TASK.eq(task))
          .and(CHECK_RESULT.CHECKED_AT.between(from, to))
          .orderBy(CHECK_RESULT.CHECK_RESULT_ID)
          .fetch(
              row ->
                  new CheckFacts(
                      new DataSet(row.value1()),
                      row.value2(),
                      row.value3(),
                      row.value4(),
                      row.value5()));
    } catch (RuntimeException e) {
      LOG.debug("No checks of {} for lineage", task, e);
      return List.of();
    }
  }
}
