package ro.wowcinema.pipeline.jobs.mart;

import static java.util.stream.Collectors.joining;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.exception.DataAccessException;
import ro.wowcinema.pipeline.core.db.ServerMessage;

/** The database refused the values of an aggregate's row. A retry would have the same result. */
public final class RefusedRowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, String> key;

  /** Keys that are published ids, or no more than a month: a message is read by many. */
  private static final Set<String> SHOWN = Set.of("title_id", "genre_id", "month");

  /**
   * Names the table, and of the row only what identifies no person.
   *
   * @param column the column whose value is refused, where it is known
   * @param key which row it is, by the names of its key columns, as text
   * @param reason the database's error
   */
  RefusedRowException(
      String table, Optional<String> column, Map<String, String> key, DataAccessException reason) {
    this(
        "%s refuses %s%s: %s"
            .formatted(
                table,
                column.map(name -> "the value of " + name).orElse("a row"),
                shown(key),
                words(reason)),
        key);
    // Suppressed and not the cause, whose words would be reported instead of these.
    addSuppressed(reason);
  }

  private RefusedRowException(String message, Map<String, String> key) {
    super(message);
    this.key = new LinkedHashMap<>(key);
  }

  /** Which row it is, by the names of its key columns, as text. */
  public Map<String, String> key() {
    return key;
  }

  /** The same, naming the deliveries that the row comes from. */
  public RefusedRowException cameFrom(String file, List<LocalDate> deliveries) {
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

  private static String shown(Map<String, String> key) {
    String shown =
        key.entrySet().stream()
            .filter(column -> SHOWN.contains(column.getKey()))
            .map(column -> column.getKey() + " " + column.getValue())
            .collect(joining(", "));
    return shown.isEmpty() ? "" : " in the row of " + shown;
  }

  private static String words(DataAccessException reason) {
    String words =
        reason.getCause() instanceof SQLException refusal
            ? ServerMessage.of(refusal)
            : "SQLSTATE " + reason.sqlState();
    return words.lines().findFirst().orElse("");
  }
}
