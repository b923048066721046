package ro.wowcinema.pipeline.core.load;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Something that must hold between the fields of a record.
 *
 * @param reason why a record is refused that breaks it
 * @param detail what it says, for people
 * @param holds asked only where every field is valid; takes a column's name and gives its text,
 *     null for none
 */
public record RecordRule(Reason reason, String detail, Predicate<Function<String, String>> holds) {
  public RecordRule {
    requireNonNull(reason, "reason is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(holds, "holds is null");
  }
}
