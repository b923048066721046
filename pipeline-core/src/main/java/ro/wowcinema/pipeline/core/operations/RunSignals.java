package ro.wowcinema.pipeline.core.operations;

import java.time.LocalDate;

/** Told after operations have committed, so that what they asked for need not wait for a tick. */
public interface RunSignals {
  /** Something of the DAG is to be run. */
  void requested(String dag);

  /** A run is to be cancelled, if this process has it. */
  void cancelled(String dag, LocalDate logicalDate);
}
