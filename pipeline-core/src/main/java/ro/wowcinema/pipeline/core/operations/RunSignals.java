package ro.wowcinema.pipeline.core.operations;

import java.time.LocalDate;

/** Notified after operations have committed, so that requested work need not wait for a tick. */
public interface RunSignals {
  /** A run of the DAG was requested. */
  void requested(String dag);

  /** Cancellation of a run was requested, which matters only to the process that runs it. */
  void cancelled(String dag, LocalDate logicalDate);
}
