package ro.wowcinema.pipeline.core.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How a DAG waits for deliveries.
 *
 * @param task the task that needs the delivery: once it is done, its run waits no longer
 * @param patience how long after its date is due a run waits; then it starts, and the task fails
 */
public record DeliveryWait(String task, Duration patience) {
  public DeliveryWait {
    requireNonNull(task, "task is null");
    requireNonNull(patience, "patience is null");
  }
}
