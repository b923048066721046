package ro.wowcinema.pipeline.core.operation;

import static java.util.Objects.requireNonNull;
import static ro.wowcinema.warehouse.ops.Tables.OPERATOR_ACTION;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ro.wowcinema.pipeline.core.db.StorableText;

/**
 * Does what people ask for, and writes down who asked for what and what came of it: what is done,
 * in the same transaction.
 */
public final class OperatorActions {
  private static final Logger LOG = LoggerFactory.getLogger(OperatorActions.class);

  private final DSLContext dsl;
  private final Clock clock;

  public OperatorActions(DSLContext dsl, Clock clock) {
    this.dsl = requireNonNull(dsl, "dsl is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * What somebody asks for.
   *
   * @param operator who asks
   * @param name the operation's name
   * @param dag the DAG it is about; empty for the scheduler itself
   * @param arguments as they were given
   */
  public record Action(String operator, String name, Optional<String> dag, String arguments) {
    public Action {
      requireNonNull(operator, "operator is null");
      requireNonNull(name, "name is null");
      requireNonNull(dag, "dag is null");
      requireNonNull(arguments, "arguments is null");
    }
  }

  /**
   * Does it.
   *
   * @param work does it in the transaction that it is given, and answers with a sentence
   * @throws OperationRefusedException as the work throws it
   */
  public String perform(Action action, Function<DSLContext, String> work) {
    try {
      return dsl.transactionResult(
          configuration -> {
            DSLContext tx = configuration.dsl();
            String answer = work.apply(tx);
            record(tx, action, "done", answer);
            return answer;
          });
    } catch (OperationRefusedException e) {
      record(dsl, action, "refused", e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      recordFailure(action, e);
      throw e;
    }
  }

  /** Writes down what somebody asked for without being allowed to. */
  public void refused(Action action, String answer) {
    record(dsl, action, "refused", answer);
  }

  private void recordFailure(Action action, RuntimeException failure) {
    try {
      record(dsl, action, "failed", String.valueOf(failure.getMessage()));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private void record(DSLContext here, Action action, String outcome, String answer) {
    LOG.info(
        "{} {}({}) by {}: {}: {}",
        action.dag().orElse("scheduler"),
        action.name(),
        action.arguments(),
        action.operator(),
        outcome,
        answer);
    here.insertInto(OPERATOR_ACTION)
        .set(OPERATOR_ACTION.ACTED_AT, clock.instant())
        .set(OPERATOR_ACTION.OPERATOR, action.operator())
        .set(OPERATOR_ACTION.ACTION, action.name())
        .set(OPERATOR_ACTION.DAG, action.dag().orElse(null))
        .set(OPERATOR_ACTION.ARGUMENTS, StorableText.of(action.arguments()))
        .set(OPERATOR_ACTION.OUTCOME, outcome)
        .set(OPERATOR_ACTION.ANSWER, StorableText.of(answer))
        .execute();
  }
}
