package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.core.dag.Dag;
import ro.wowcinema.pipeline.core.operations.OperatorActions.Action;
import ro.wowcinema.pipeline.core.schedule.Admission;
import ro.wowcinema.pipeline.core.schedule.Schedule;

/**
 * A DAG as operators control it.
 *
 * @param dag the DAG
 * @param admission which of its dates may run, and what those wait for
 * @param actions performs and records requests
 * @param clock decides which dates have begun
 * @param signals notified of requests
 */
public record OperatedDag(
    Dag dag, Admission admission, OperatorActions actions, Clock clock, RunSignals signals) {
  private static final int LONGEST_REASON = 500;

  /** ISO has years of nine digits and of before Christ too. */
  private static final Pattern DATE = Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\d");

  public OperatedDag {
    requireNonNull(dag, "dag is null");
    requireNonNull(admission, "admission is null");
    requireNonNull(actions, "actions is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(signals, "signals is null");
  }

  String name() {
    return dag.name();
  }

  Instant now() {
    return clock.instant();
  }

  /** When its dates are due. */
  public Schedule schedule() {
    return admission.schedule();
  }

  /** Does what changes no run's turn. */
  String perform(
      OperatorRequest order, String action, String arguments, Function<DSLContext, String> work) {
    return actions.perform(
        new Action(
            order.operator(), action, Optional.of(name()), arguments, shortened(order.reason())),
        tx -> {
          requireShort(order.reason().orElse(""));
          return work.apply(tx);
        });
  }

  /** Does what asks for runs. */
  String request(
      OperatorRequest order, String action, String arguments, Function<DSLContext, String> work) {
    String answer = perform(order, action, arguments, work);
    signals.requested(name());
    return answer;
  }

  /** A request that is refused for its length is not stored in that length. */
  private static Optional<String> shortened(Optional<String> reason) {
    return reason.map(r -> r.length() > LONGEST_REASON ? r.substring(0, LONGEST_REASON) + "…" : r);
  }

  private static void requireShort(String reason) {
    if (reason.length() > LONGEST_REASON) {
      throw refused(
          "A reason has at most %d characters, and this one has %d."
              .formatted(LONGEST_REASON, reason.length()));
    }
  }

  /** A date as people write it, of the years 1 to 9999. */
  LocalDate date(String text) {
    if (text == null) {
      throw refused("The date is missing; write YYYY-MM-DD.");
    }
    try {
      if (DATE.matcher(text.strip()).matches()) {
        return LocalDate.parse(text.strip());
      }
    } catch (DateTimeException e) {
      // Such as February 30th.
    }
    throw refused("'%s' is not a date; write YYYY-MM-DD.".formatted(text));
  }

  /** Dates as people write them. */
  DateRange range(OperatorRequest order) {
    return new DateRange(date(order.from()), date(order.to()));
  }

  /** Dates that have begun, none of them before the start date. */
  DateRange admitted(DSLContext tx, OperatorRequest order) {
    DateRange range = range(order);
    LocalDate today = schedule().today(now());
    if (range.to().isAfter(today)) {
      throw refused(
          "%s has not begun: today is %s in %s.".formatted(range.to(), today, schedule().zone()));
    }
    LocalDate start = admission.startDate(tx, now());
    if (range.from().isBefore(start)) {
      throw refused("%s.".formatted(admission.tooEarly(range.from(), start)));
    }
    return range;
  }

  static OperationRefusedException refused(String sentence) {
    return new OperationRefusedException(sentence);
  }
}
