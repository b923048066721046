package ro.wowcinema.pipeline.scheduler.alert;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import ro.wowcinema.pipeline.core.alert.AlertKind;

/**
 * An alert as it was raised, about one run.
 *
 * @param id its number in the outbox; later ones have higher numbers
 * @param kind what happened
 * @param dag the DAG
 * @param logicalDate the date
 * @param message what happened in words; it leaves the house, so it may have no data in it
 * @param raisedAt when it happened
 * @param resolution how it ended; empty while it has not
 */
public record RaisedAlert(
    long id,
    AlertKind kind,
    String dag,
    LocalDate logicalDate,
    String message,
    Instant raisedAt,
    Optional<Resolution> resolution) {
  public RaisedAlert {
    requireNonNull(kind, "kind is null");
    requireNonNull(dag, "dag is null");
    requireNonNull(logicalDate, "logicalDate is null");
    requireNonNull(message, "message is null");
    requireNonNull(raisedAt, "raisedAt is null");
    requireNonNull(resolution, "resolution is null");
  }

  /**
   * How an alert ended.
   *
   * @param isSuccess whether its run has succeeded; false: it was cancelled
   * @param foundAt when that was found
   */
  public record Resolution(boolean isSuccess, Instant foundAt) {
    public Resolution {
      requireNonNull(foundAt, "foundAt is null");
    }
  }

  public boolean isResolved() {
    return resolution.isPresent();
  }

  /** The key by which alerts are combined: one message has one kind and DAG. */
  public Topic topic() {
    return new Topic(dag, kind);
  }

  /** The subject of a message. */
  public record Topic(String dag, AlertKind kind) {}
}
