package ro.wowcinema.pipeline.core.load.contract;

import java.util.Locale;

/** Why a record was refused, or a field of it was not taken as it stood. */
public enum Reason {
  /** The record has more or fewer fields than the header. */
  WRONG_FIELD_COUNT,
  /** Quotes of a CSV record do not close as RFC 4180 says. */
  MALFORMED_CSV,
  /** The line is not one JSON object. */
  INVALID_JSON,
  /**
   * A field contains a NUL character, which no text in the database can. Warning, and null, where
   * the field is optional.
   */
  NUL_CHARACTER,
  /**
   * A field contains half of a surrogate pair, which JSON can spell and UTF-8 cannot hold. Warning,
   * and null, where the field is optional.
   */
  ILL_FORMED_TEXT,
  /** A required field is empty. */
  MISSING_REQUIRED_FIELD,
  /** A required field is not of its type or out of its range. */
  MALFORMED_REQUIRED_FIELD,
  /** A field that is never guessed, such as a discount, is not of its type or out of its range. */
  MALFORMED_FIELD,
  /**
   * An instant lies before 2000 or more than a day after the end of the delivery's logical date, or
   * a session is longer than {@code sessions.longest}.
   */
  IMPLAUSIBLE_INSTANT,
  /** A session ends before it starts. */
  END_BEFORE_START,
  /** Warning: an optional field is not of its type or out of its range, and became null. */
  INVALID_OPTIONAL_FIELD,
  /** Warning: an instant without an offset was read as Europe/Bucharest. */
  MISSING_OFFSET,
  /** Warning: the header has a column's name in other letter case, or with blanks around it. */
  INEXACT_COLUMN_NAME;

  /** As it stands in the database and in messages: {@code wrong_field_count}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
