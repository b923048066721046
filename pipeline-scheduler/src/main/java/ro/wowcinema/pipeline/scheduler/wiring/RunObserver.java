package ro.wowcinema.pipeline.scheduler.wiring;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import ro.wowcinema.pipeline.core.execution.RunListener;
import ro.wowcinema.pipeline.core.execution.RunSummary;
import ro.wowcinema.pipeline.core.execution.TaskOutcome;

/**
 * All listeners of one run.
 *
 * @param listeners called in this order
 * @param closing closed after the run, in this order
 */
public record RunObserver(List<RunListener> listeners, List<Runnable> closing)
    implements RunListener, AutoCloseable {
  public RunObserver {
    listeners = List.copyOf(listeners);
    closing = List.copyOf(closing);
  }

  @Override
  public void runStarted(String dag, LocalDate logicalDate, int tasks) {
    listeners.forEach(listener -> listener.runStarted(dag, logicalDate, tasks));
  }

  @Override
  public void taskStarted(String task, int attempt) {
    listeners.forEach(listener -> listener.taskStarted(task, attempt));
  }

  @Override
  public void taskAdvanced(String task, long rows) {
    listeners.forEach(listener -> listener.taskAdvanced(task, rows));
  }

  @Override
  public void taskWillRetry(String task, String reason, Duration pause) {
    listeners.forEach(listener -> listener.taskWillRetry(task, reason, pause));
  }

  @Override
  public void taskFinished(TaskOutcome outcome) {
    listeners.forEach(listener -> listener.taskFinished(outcome));
  }

  @Override
  public void runFinished(RunSummary summary) {
    listeners.forEach(listener -> listener.runFinished(summary));
  }

  @Override
  public void close() {
    closing.forEach(Runnable::run);
  }
}
