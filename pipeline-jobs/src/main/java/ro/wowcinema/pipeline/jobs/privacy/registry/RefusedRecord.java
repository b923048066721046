package ro.wowcinema.pipeline.jobs.privacy.registry;

import java.util.Optional;
import java.util.Set;
import org.jooq.Record;
import ro.wowcinema.pipeline.core.load.contract.FileSpec;
import ro.wowcinema.pipeline.core.load.contract.Reason;
import ro.wowcinema.pipeline.core.load.contract.UserIdText;

/**
 * A refused record, or one with a warning.
 *
 * @param fileName name of its file, which determines the fields
 * @param person number of its user, if readable
 * @param isCertain whether the number is reliable: in a record that could not be split into fields
 *     it may be another value
 * @param text the record as delivered
 */
public record RefusedRecord(
    String fileName, Optional<String> person, boolean isCertain, String text) {
  static final Set<String> BROKEN =
      Set.of(
          Reason.WRONG_FIELD_COUNT.code(), Reason.MALFORMED_CSV.code(), Reason.INVALID_JSON.code());

  /** From a row with {@code file_name}, {@code person}, {@code reason_code}, {@code raw_line}. */
  public static RefusedRecord of(Record row) {
    Optional<String> person =
        Optional.ofNullable(row.get("person", String.class)).flatMap(UserIdText::canonical);
    boolean isBroken = BROKEN.contains(row.get("reason_code", String.class));
    return new RefusedRecord(
        row.get("file_name", String.class),
        person,
        person.isPresent() && !isBroken,
        row.get("raw_line", String.class));
  }

  boolean isOf(FileSpec spec) {
    return spec.fileName().equals(fileName);
  }
}
