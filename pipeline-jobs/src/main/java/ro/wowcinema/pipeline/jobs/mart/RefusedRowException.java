package ro.wowcinema.pipeline.jobs.mart;

import static java.util.stream.Collectors.joining;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.exception.DataAccessException;

/**
 * The database refused a row of an aggregate, because of what it says. Trying again would give the
 * same.
 */
final class RefusedRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> key;

  /**
   * @param key which row it is, by the names of its key columns, as text
   * @param reason in the database's words
   */
  RefusedRowException(String table, Map<String, String> key, DataAccessException reason) {
    this(
        "%s refuses the row of %s: %s"
            .formatted(
                table,
                key.entrySet().stream()
                    .map(column -> column.getKey() + " " + column.getValue())
                    .collect(joining(", ")),
                firstLine(reason)),
        key);
    // Suppressed and not the cause, whose words would be reported instead of these.
    addSuppressed(reason);
  }

  private RefusedRowException(String message, Map<String, String> key) {
    super(message);
    this.key = new LinkedHashMap<>(key);
  }

  /** Which row it is, by the names of its key columns, as text. */
  Map<String, String> key() {
    return key;
  }

  /** The same, naming the deliveries that the row comes from. */
  RefusedRowException cameFrom(String file, List<LocalDate> deliveries) {
    RefusedRowException named =
        new RefusedRowException(
            "%s; it comes from %s; correct that, and load it again with --force"
                .formatted(
                    getMessage(),
                    deliveries.stream().map(date -> file.formatted(date)).collect(joining(", "))),
            key);
    named.addSuppressed(this);
    return named;
  }

  private static String firstLine(DataAccessException reason) {
    Throwable cause = reason.getCause() == null ? reason : reason.getCause();
    return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
  }
}
