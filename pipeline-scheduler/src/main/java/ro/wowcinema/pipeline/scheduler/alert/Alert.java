package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Something that people should know now.
 *
 * @param id its number in the outbox
 * @param kind {@code run_failed} or {@code deadline_missed}
 * @param dag the DAG
 * @param logicalDate the date
 * @param message what happened; it leaves the house, so it may have no data in it
 * @param raisedAt when it happened
 * @param runbook where the runbook tells what to do, such as {@code run-failed}
 */
public record Alert(
    long id,
    String kind,
    String dag,
    LocalDate logicalDate,
    String message,
    Instant raisedAt,
    String runbook) {
  public Alert {
    requireNonNull(kind, "kind is null");
    requireNonNull(dag, "dag is null");
    requireNonNull(logicalDate, "logicalDate is null");
    requireNonNull(message, "message is null");
    requireNonNull(raisedAt, "raisedAt is null");
    requireNonNull(runbook, "runbook is null");
  }
}
