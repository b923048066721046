package ro.wowcinema.pipeline.jobs.maintenance;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.warehouse.ops.Routines;

/**
 * Gathers the planner's statistics of tables that changed a lot and of those without statistics.
 * Autovacuum does the same for most of them some time later, but never for a partitioned table.
 *
 * <p>A table that another transaction has locked, possibly a load for hours, is left to the next
 * run: ANALYZE keeps its lock until the commit, and must not wait while it holds others.
 */
public final class TableStatistics implements Job {
  @Inject
  TableStatistics() {}

  /** None: statistics are no data. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public JobResult run(JobContext context) {
    List<OutdatedTable> outdated = OutdatedTables.find(context.dsl());
    List<OutdatedTable> inUse = new ArrayList<>();
    for (OutdatedTable table : outdated) {
      boolean isAnalyzed = analyze(context.dsl(), table);
      if (!isAnalyzed) {
        inUse.add(table);
      }
      context.log(
          "%s %s: about %d changes, %d rows"
              .formatted(
                  isAnalyzed ? "analysed" : "in use, not analysed:",
                  table.title(),
                  table.changes(),
                  table.rows()));
      context.advance(0);
    }
    return result(outdated, inUse);
  }

  private static JobResult result(List<OutdatedTable> outdated, List<OutdatedTable> inUse) {
    if (outdated.isEmpty()) {
      return JobResult.skipped("all are up to date");
    }
    JobResult result =
        JobResult.of(0, 0).withMessage("tables analysed: " + (outdated.size() - inUse.size()));
    return inUse.isEmpty()
        ? result
        : result.withAdditionalMessage(
            inUse.stream()
                .map(OutdatedTable::title)
                .collect(Collectors.joining(", ", "in use and left for the next run: ", "")));
  }

  /** Whether the table was free. */
  private static boolean analyze(DSLContext dsl, OutdatedTable table) {
    Routines.analyzeTable(dsl.configuration(), table.name().first(), table.name().last(), true);
    return holdsLock(dsl, table);
  }

  /** ANALYZE only warns where it skips a table; where it did not, its lock is still there. */
  private static boolean holdsLock(DSLContext dsl, OutdatedTable table) {
    return dsl.fetchExists(
        DSL.selectOne()
            .from("pg_locks")
            .where("pid = pg_backend_pid() and granted")
            .and("mode = 'ShareUpdateExclusiveLock' and locktype = 'relation'")
            .and("relation = {0}::regclass", DSL.inline(table.name().toString())));
  }
}
