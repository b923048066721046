package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that must, or should, hold between the fields of a record. Of several readings of a
 * record (an instant without an offset in a doubled hour has two) the first is taken for which all
 * rules hold, or else all binding ones.
 *
 * @param reason why a record is refused that breaks it
 * @param detail what it says, for people
 * @param isBinding whether a record is refused that breaks it; other rules only choose readings
 * @param holds asked only where every field is valid; takes a column's name and gives its text,
 *     null for none
 */
public record RecordRule(
    Reason reason, String detail, boolean isBinding, Predicate<Function<String, String>> holds) {
  public RecordRule {
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(holds, "holds is null");
  }

  /** A rule that refuses records. */
  public RecordRule(Reason reason, String detail, Predicate<Function<String, String>> holds) {
    this(reason, detail, true, holds);
  }

  /** A rule that only chooses between readings. */
  public static RecordRule choosing(Predicate<Function<String, String>> holds) {
    return new RecordRule(Reason.MISSING_OFFSET, "", false, holds);
  }
}
