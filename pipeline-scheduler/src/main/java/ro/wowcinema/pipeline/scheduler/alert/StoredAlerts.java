package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static ro.wowcinema.warehouse.ops.Tables.ALERT;
import static ro.wowcinema.warehouse.ops.Tables.DAG_RUN;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.core.ledger.RunState;
import ro.wowcinema.pipeline.scheduler.alert.RaisedAlert.Resolution;

/** Alerts as they were raised, and whether they are over. */
public final class StoredAlerts {
  private final DSLContext dsl;

  public StoredAlerts(DSLContext dsl) {
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /**
   * Marks alerts whose run has succeeded since, or was cancelled. The alert of a run that was
   * requested again, or is running, stays: the run may fail again.
   */
  public void resolve(Instant now) {
    dsl.update(ALERT)
        .set(ALERT.RESOLVED_AT, now)
        .set(ALERT.RESOLUTION, DAG_RUN.STATE)
        .from(DAG_RUN)
        .where(ALERT.RESOLVED_AT.isNull())
        .and(DAG_RUN.DAG.eq(ALERT.DAG))
        .and(DAG_RUN.LOGICAL_DATE.eq(ALERT.LOGICAL_DATE))
        .and(DAG_RUN.STATE.in(RunState.SUCCESS.code(), RunState.CANCELLED.code()))
        .execute();
  }

  /** The last alert's number; 0 if there are no alerts. */
  public long lastId() {
    return dsl.select(coalesce(max(ALERT.ALERT_ID), inline(0L)))
        .from(ALERT)
        .fetchSingle(row -> row.value1());
  }

  public List<RaisedAlert> unresolved() {
    return fetch(ALERT.RESOLVED_AT.isNull());
  }

  /** Alerts with higher numbers, and those with these numbers, in order. */
  public List<RaisedAlert> afterOrAmong(long id, Collection<Long> ids) {
    return fetch(ALERT.ALERT_ID.gt(id).or(ALERT.ALERT_ID.in(ids)));
  }

  private List<RaisedAlert> fetch(Condition condition) {
    return dsl.selectFrom(ALERT)
        .where(condition)
        .orderBy(ALERT.ALERT_ID)
        .fetch(StoredAlerts::alert);
  }

  static RaisedAlert alert(Record row) {
    return new RaisedAlert(
        row.get(ALERT.ALERT_ID),
        AlertKind.valueOf(row.get(ALERT.KIND).toUpperCase(Locale.ROOT)),
        row.get(ALERT.DAG),
        row.get(ALERT.LOGICAL_DATE),
        row.get(ALERT.MESSAGE),
        row.get(ALERT.RAISED_AT),
        Optional.ofNullable(row.get(ALERT.RESOLVED_AT))
            .map(
                at ->
                    new Resolution(row.get(ALERT.RESOLUTION).equals(RunState.SUCCESS.code()), at)));
  }
}
