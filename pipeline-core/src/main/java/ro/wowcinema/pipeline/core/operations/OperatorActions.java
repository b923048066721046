package ro.wowcinema.pipeline.core.operations;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.OPERATOR_ACTION;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.exception.SQLStateClass;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.db.ServerMessage;

/**
 * Performs operators' requests, and records who requested what and its result in the same
 * transaction.
 */
public final class OperatorActions {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorActions.class);

  private static final String REFUSED = "refused";
  private static final int LONGEST_TEXT = 1_000;

  private final RefusalLogLimit refusals = new RefusalLogLimit();
  private final DSLContext dsl;
  private final Clock clock;

  public OperatorActions(DSLContext dsl, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * A requested operation.
   *
   * @param operator who requests it
   * @param name the operation's name
   * @param dag the DAG it is about; empty for the scheduler itself
   * @param arguments as they were given
   * @param reason why; empty where no reason is given
   */
  public record Action(
      String operator,
      String name,
      Optional<String> dag,
      String arguments,
      Optional<String> reason) {
    public Action {
      requireNonNull(operator, "operator is null");
      requireNonNull(name, "name is null");
      requireNonNull(dag, "dag is null");
      requireNonNull(arguments, "arguments is null");
      requireNonNull(reason, "reason is null");
    }

    /** Without a reason. */
    public Action(String operator, String name, Optional<String> dag, String arguments) {
      this(operator, name, dag, arguments, Optional.empty());
    }
  }

  /**
   * Does it; a second time where the connection was lost before it was done.
   *
   * @param work does it in the transaction that it is given, and answers with a sentence
   * @throws OperationRefusedException as the work throws it
   */
  public String perform(Action action, Function<DSLContext, String> work) {
    AtomicBoolean isDone = new AtomicBoolean();
    try {
      try {
        return transaction(action, work, isDone);
      } catch (DataAccessException e) {
        if (isDone.get() || !isConnectionLost(e)) {
          throw e;
        }
        return transaction(action, work, isDone);
      }
    } catch (OperationRefusedException e) {
      refused(action, e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      recordFailure(action, e);
      throw e;
    }
  }

  private String transaction(
      Action action, Function<DSLContext, String> work, AtomicBoolean isDone) {
    return dsl.transactionResult(
        configuration -> {
          DSLContext tx = configuration.dsl();
          String answer = work.apply(tx);
          record(tx, action, "done", answer);
          isDone.set(true);
          return answer;
        });
  }

  private static boolean isConnectionLost(DataAccessException failure) {
    return failure.sqlStateClass() == SQLStateClass.C08_CONNECTION_EXCEPTION;
  }

  /**
   * Records a refused request. If one user repeats requests, the rest of a minute is only counted,
   * and the count is recorded later.
   */
  public void refused(Action action, String answer) {
    if (refusals.tryRecord(action.operator(), clock.instant())) {
      record(dsl, action, REFUSED, answer);
    }
  }

  private void recordFailure(Action action, RuntimeException failure) {
    try {
      record(dsl, action, "failed", sentence(failure));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** The server's message, without the SQL that jOOQ prepends. */
  private static String sentence(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return ServerMessage.of(refusal);
      }
    }
    return String.valueOf(failure.getMessage());
  }

  private void record(DSLContext here, Action action, String outcome, String answer) {
    refusals
        .resetCount(action.operator(), clock.instant())
        .ifPresent(
            sentence ->
                write(
                    here,
                    new Action(action.operator(), "several", Optional.empty(), ""),
                    REFUSED,
                    sentence));
    write(here, action, outcome, answer);
  }

  private void write(DSLContext here, Action action, String outcome, String answer) {
    LOG.info(
        "{} {}({}) by {}{}: {}: {}",
        shown(action.dag().orElse("scheduler")),
        shown(action.name()),
        shown(action.arguments()),
        shown(action.operator()),
        action.reason().map(reason -> " because of \"" + shown(reason) + "\"").orElse(""),
        outcome,
        shown(answer));
    here.insertInto(OPERATOR_ACTION)
        .set(OPERATOR_ACTION.ACTED_AT, clock.instant())
        .set(OPERATOR_ACTION.OPERATOR, shown(action.operator()))
        .set(OPERATOR_ACTION.ACTION, shown(action.name()))
        .set(OPERATOR_ACTION.DAG, action.dag().map(OperatorActions::shown).orElse(null))
        .set(OPERATOR_ACTION.ARGUMENTS, shown(action.arguments()))
        .set(OPERATOR_ACTION.REASON, action.reason().map(OperatorActions::shown).orElse(null))
        .set(OPERATOR_ACTION.OUTCOME, outcome)
        .set(OPERATOR_ACTION.ANSWER, shown(answer))
        .execute();
  }

  /** Text from a client is reduced to one line of limited length. */
  private static String shown(String text) {
    String line = PrintableText.line(text);
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }
}
