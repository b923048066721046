package ro.wowcinema.pipeline.jobs.cleansing;

import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.left;
import static org.jooq.impl.DSL.substring;

import java.time.Instant;
import org.jooq.Field;

/**
 * An instant as the loader stages it, {@code 2026-11-22T18:03:11.000000000Z}. PostgreSQL keeps
 * microseconds and rounds what is below; an instant is cut instead, since rounding may move it to
 * the next month, and what is below decides which of two states is the later.
 */
final class StagedInstant {
  private static final Field<Integer> TO_MICROSECONDS = inline(26);
  private static final Field<Integer> BELOW = inline(27);
  private static final Field<Integer> DIGITS = inline(3);

  private StagedInstant() {}

  /** The instant, cut to microseconds. */
  static Field<Instant> cut(Field<String> staged, Field<Instant> type) {
    return concat(left(staged, TO_MICROSECONDS), inline("Z")).cast(type);
  }

  /** Nanoseconds that were cut, 0 to 999. */
  static Field<Short> nanoseconds(Field<String> staged, Field<Short> type) {
    return substring(staged, BELOW, DIGITS).cast(type);
  }
}
