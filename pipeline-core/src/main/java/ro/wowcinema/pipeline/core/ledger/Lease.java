package ro.wowcinema.pipeline.core.ledger;

import static java.util.Objects.requireNonNull;

/**
 * The right to run a run's tasks, until another process takes it and the epoch grows.
 *
 * @param runId the run
 * @param owner who holds it
 * @param epoch what every transaction must still find in the ledger when it commits
 */
public record Lease(long runId, String owner, long epoch) {
  public Lease {
    requireNonNull(owner, "owner is null");
  }
}
