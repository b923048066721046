package ro.wowcinema.pipeline.core.ledger;

import java.util.Locale;

/** The state of a task of a run, named as in Apache Airflow. */
public enum TaskState {
  QUEUED,
  RUNNING,
  SUCCESS,
  FAILED,
  UP_FOR_RETRY,
  UPSTREAM_FAILED,
  SKIPPED,
  CANCELLED;

  /** As it stands in the ledger: {@code up_for_retry}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static TaskState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether tasks downstream may start. */
  public boolean isDone() {
    return this == SUCCESS || this == SKIPPED;
  }

  public boolean isFinal() {
    return isDone() || this == FAILED || this == UPSTREAM_FAILED || this == CANCELLED;
  }
}
