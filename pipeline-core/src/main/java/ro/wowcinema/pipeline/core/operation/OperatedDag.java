package ro.wowcinema.pipeline.core.operation;

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
import ro.wowcinema.pipeline.core.operation.OperatorActions.Action;
import ro.wowcinema.pipeline.core.schedule.Schedule;

/**
 * A DAG that people operate.
 *
 * @param dag the DAG
 * @param schedule when its dates are due
 * @param actions does and writes down what is asked for
 * @param clock tells which dates have begun
 * @param signals told of what was asked for
 */
public record OperatedDag(
    Dag dag, Schedule schedule, OperatorActions actions, Clock clock, RunSignals signals) {
  /** ISO has years of nine digits and of before Christ too. */
  private static final Pattern DATE = Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\d");

  public OperatedDag {
    requireNonNull(dag, "dag is null");
    requireNonNull(schedule, "schedule is null");
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

  /** Does what changes no run's turn. */
  String perform(
      String operator, String action, String arguments, Function<DSLContext, String> work) {
    return actions.perform(new Action(operator, action, Optional.of(name()), arguments), work);
  }

  /** Does what asks for runs. */
  String request(
      String operator, String action, String arguments, Function<DSLContext, String> work) {
    String answer = perform(operator, action, arguments, work);
    signals.requested(name());
    return answer;
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

  /** A date that is not in the future. */
  LocalDate begunDate(String text) {
    LocalDate date = date(text);
    LocalDate today = schedule.today(now());
    if (date.isAfter(today)) {
      throw refused("%s has not begun: today is %s in %s.".formatted(date, today, schedule.zone()));
    }
    return date;
  }

  static OperationRefusedException refused(String sentence) {
    return new OperationRefusedException(sentence);
  }
}
