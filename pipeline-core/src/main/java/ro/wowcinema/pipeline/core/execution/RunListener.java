package ro.wowcinema.pipeline.core.execution;

import java.time.Duration;
import java.time.LocalDate;

/** Watches runs as they go; called from several threads, and must not take long. */
public interface RunListener {
  /** Watches nothing. */
  RunListener NONE = new RunListener() {};

  default void runStarted(String dag, LocalDate logicalDate, int tasks) {}

  default void taskStarted(String task, int attempt) {}

  /** Called with each batch of rows. */
  default void taskAdvanced(String task, long rows) {}

  default void taskWillRetry(String task, String reason, Duration pause) {}

  default void taskFinished(TaskOutcome outcome) {}

  default void runFinished(RunSummary summary) {}
}
