package ro.wowcinema.pipeline.core.execution.attempt;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Set;
import ro.wowcinema.pipeline.core.db.ServerMessage;
import ro.wowcinema.pipeline.core.job.TransientFailureException;
import ro.wowcinema.warehouse.LockTimeoutException;

/** Distinguishes transient failures from permanent ones. */
public final class FailureClassifier {
  /** Connection lost, out of resources, transaction rolled back by the server. */
  private static final Set<String> TRANSIENT_CLASSES = Set.of("08", "53", "40");

  /**
   * Lock not available, administrator's or crash shutdown, server starting up, input/output error,
   * transaction that was idle for longer than the server allows.
   */
  private static final Set<String> TRANSIENT_STATES =
      Set.of("55P03", "57P01", "57P02", "57P03", "58030", "25P03");

  private FailureClassifier() {}

  /** Whether the same work may well succeed a little later. */
  public static boolean isTransient(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof TransientFailureException
          || cause instanceof SQLTransientException
          || (cause instanceof SQLException sql && isTransientState(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTransientState(String state) {
    return state != null
        && (TRANSIENT_STATES.contains(state)
            || (state.length() == 5 && TRANSIENT_CLASSES.contains(state.substring(0, 2))));
  }

  /**
   * The message to show: the failure's own text, without the SQL that jOOQ prepends, and without
   * the values that the database quotes, which may come from a person's record.
   */
  public static String message(Throwable failure) {
    if (failure instanceof AttemptTimedOutException
        || failure instanceof TransientFailureException
        || failure instanceof LockTimeoutException) {
      return failure.getMessage();
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return ServerMessage.of(sql);
      }
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
