package ro.wowcinema.pipeline.jobs.maintenance;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.warehouse.ops.Tables.ALERT;
import static ro.wowcinema.warehouse.ops.Tables.ALERT_DELIVERY;
import static ro.wowcinema.warehouse.ops.Tables.CHECK_RESULT;
import static ro.wowcinema.warehouse.ops.Tables.OPERATOR_ACTION;
import static ro.wowcinema.warehouse.ops.Tables.TASK_LOG;

import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import ro.wowcinema.pipeline.core.job.Job;
import ro.wowcinema.pipeline.core.job.JobContext;
import ro.wowcinema.pipeline.core.job.JobResult;
import ro.wowcinema.pipeline.core.job.Lineage;
import ro.wowcinema.pipeline.jobs.source.Sources;

/**
 * Deletes what the ledger need no longer keep. Runs, tasks and attempts with their messages are
 * kept, as are the records of files and their rejects: they are few, and they document where the
 * warehouse's rows come from.
 *
 * <p>Ages are counted from the logical date, so that running a date again deletes nothing more.
 */
public final class LedgerRetention implements Job {
  private final RetentionSettings settings;

  @Inject
  LedgerRetention(RetentionSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  /** None: the ledger describes data sets, and is not itself one. */
  @Override
  public Lineage lineage() {
    return Lineage.none();
  }

  @Override
  public JobResult run(JobContext context) {
    long all = 0;
    List<String> parts = new ArrayList<>();
    for (ExpiredRows expired : expired(context.logicalDate())) {
      long deleted = expired.delete(context);
      all += deleted;
      if (deleted > 0) {
        parts.add(deleted + " " + expired.what());
      }
    }
    return parts.isEmpty()
        ? JobResult.skipped("nothing is old enough")
        : JobResult.of(all, all).withMessage("deleted " + String.join(", ", parts));
  }

  private List<ExpiredRows> expired(LocalDate logicalDate) {
    Instant logs = startOfRetention(logicalDate, settings.logs());
    Instant audit = startOfRetention(logicalDate, settings.audit());
    return List.of(
        new ExpiredRows("log lines", TASK_LOG, TASK_LOG.LOGGED_AT.lt(logs)),
        new ExpiredRows(
            "passed checks", CHECK_RESULT, CHECK_RESULT.CHECKED_AT.lt(logs).and(hasOnlyPassed())),
        new ExpiredRows("other checks", CHECK_RESULT, CHECK_RESULT.CHECKED_AT.lt(audit)),
        new ExpiredRows("alerts", ALERT, ALERT.RAISED_AT.lt(logs).and(isDelivered())),
        new ExpiredRows("operators' actions", OPERATOR_ACTION, OPERATOR_ACTION.ACTED_AT.lt(audit)));
  }

  private static Instant startOfRetention(LocalDate logicalDate, Period age) {
    return Sources.startOf(logicalDate.minus(age));
  }

  /** Measurements are kept longer: the figures of later dates are compared with them. */
  private static Condition hasOnlyPassed() {
    return CHECK_RESULT.OUTCOME.eq("passed").and(CHECK_RESULT.MEASURED.isNull());
  }

  /** On every channel, or given up there. */
  private static Condition isDelivered() {
    return notExists(
        selectOne()
            .from(ALERT_DELIVERY)
            .where(ALERT_DELIVERY.ALERT_ID.eq(ALERT.ALERT_ID))
            .and(ALERT_DELIVERY.NEXT_ATTEMPT_AT.isNotNull()));
  }
}
