package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A request of an operator, as it was written.
 *
 * @param operator who requests
 * @param from the first logical date
 * @param to the last one; the same for one date
 * @param reason why; empty where no reason is given
 */
public record OperatorRequest(String operator, String from, String to, Optional<String> reason) {
  public OperatorRequest {
    requireNonNull(operator, "operator is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(reason, "reason is null");
  }

  /** About one date. */
  public static OperatorRequest of(String operator, String date) {
    return new OperatorRequest(operator, date, date, Optional.empty());
  }

  /** About each date of a range. */
  public static OperatorRequest of(String operator, String from, String to) {
    return new OperatorRequest(operator, from, to, Optional.empty());
  }

  /** The same, with a reason; a blank text counts as no reason. */
  public OperatorRequest because(String newReason) {
    return new OperatorRequest(
        operator, from, to, Optional.of(newReason.strip()).filter(r -> !r.isEmpty()));
  }

  /** The dates as arguments of an operation are written down. */
  String dates() {
    return from.equals(to) ? from : from + ", " + to;
  }
}
