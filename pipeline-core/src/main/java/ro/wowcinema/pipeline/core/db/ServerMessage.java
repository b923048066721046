package ro.wowcinema.pipeline.core.db;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a database error that may be repeated. Data exceptions (SQLSTATE class 22) and
 * constraint violations (class 23) quote values, which may come from a person's record: the names
 * of types, tables, columns and constraints are kept; values, details and hints are removed. Errors
 * of other classes concern statements and the server.
 */
public final class ServerMessage {
  private static final Set<String> WITH_VALUES = Set.of("22", "23");

  /** In any language of the server: {@code ERROR: }. */
  private static final Pattern SEVERITY = Pattern.compile("^\\p{Lu}+\\s?:\\s+");

  private static final String QUOTES = "\"'`\u00AB\u00BB\u2018-\u201F\u300C-\u300F";

  /** A name that the server quotes, as long as nothing before it may be a value. */
  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:column|relation|table|constraint|index|encoding|domain|partition) \"[A-Za-z_][\\w$.-]{0,62}\"");

  /** From where on there may be a value: a quote, what follows a colon, a byte, a line break. */
  private static final Pattern VALUE =
      Pattern.compile("[" + QUOTES + "]|(?<=[:\uFF1A])\\s|0x[0-9a-fA-F]|[\\r\\n]");

  private static final Pattern TO_LAST_QUOTE =
      Pattern.compile("[" + QUOTES + "].*[" + QUOTES + "]", Pattern.DOTALL);

  /** The server's text after a value. */
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile(" is out of range for type [a-z ]+(?=$|[\\r\\n])");

  private ServerMessage() {}

  /** The message, in one line where it could have values. */
  public static String of(SQLException failure) {
    if (failure instanceof RedactedSqlException) {
      return failure.getMessage();
    }
    SQLException server =
        failure instanceof BatchUpdateException && failure.getCause() instanceof SQLException cause
            ? cause
            : failure;
    String message = server.getMessage() == null ? server.toString() : server.getMessage();
    return mayHaveValues(server.getSQLState()) ? withoutValues(message) : message;
  }

  private static boolean mayHaveValues(String state) {
    return state != null && state.length() == 5 && WITH_VALUES.contains(state.substring(0, 2));
  }

  private static String withoutValues(String message) {
    Matcher severity = SEVERITY.matcher(message);
    int from = severity.find() ? severity.end() : 0;
    Matcher value = VALUE.matcher(message);
    Matcher name = NAME.matcher(message);
    while (value.find(from)) {
      if (name.find(from) && name.start() < value.start() && value.start() < name.end()) {
        from = name.end();
        continue;
      }
      String kept = message.substring(0, value.start());
      if (message.charAt(value.start()) == '\n' || message.charAt(value.start()) == '\r') {
        return kept;
      }
      return kept
          + (Character.isWhitespace(message.charAt(value.start())) ? " …" : "…")
          + afterwards(message.substring(value.start()));
    }
    return message;
  }

  /** The end of {@code value "…" is out of range for type integer}. */
  private static String afterwards(String fromValue) {
    Matcher quoted = TO_LAST_QUOTE.matcher(fromValue);
    if (!quoted.lookingAt()) {
      return "";
    }
    Matcher end = OUT_OF_RANGE.matcher(fromValue);
    return end.find(quoted.end()) && end.start() == quoted.end() ? end.group() : "";
  }
}
