package ro.wowcinema.pipeline.core.alert;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.ALERT;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;

/** Raises alerts, in the transaction that detects their cause, so that each is raised once. */
public final class Alerts {
  private final DSLContext tx;

  public Alerts(DSLContext tx) {
    this.tx = requireNonNull(tx, "tx is null");
  }

  /** Raises an alert about a run. */
  public void raise(
      AlertKind kind, String dag, LocalDate logicalDate, String message, Instant now) {
    tx.insertInto(ALERT)
        .set(ALERT.RAISED_AT, now)
        .set(ALERT.KIND, kind.code())
        .set(ALERT.DAG, dag)
        .set(ALERT.LOGICAL_DATE, logicalDate)
        .set(ALERT.MESSAGE, message)
        .execute();
  }
}
