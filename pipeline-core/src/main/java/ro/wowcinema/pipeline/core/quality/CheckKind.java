package ro.wowcinema.pipeline.core.quality;

import java.util.Locale;

/** The kinds of checks. */
public enum CheckKind {
  /** A column is filled. */
  NOT_NULL,
  /** No two rows agree on some columns. */
  UNIQUE,
  /** A column holds one of a few values, or nothing. */
  ACCEPTED_VALUES,
  /** A column lies between two values, both included, or holds nothing. */
  RANGE,
  /** The row that a column refers to exists, or the column is null. */
  RELATIONSHIP,
  /** The versions of each member of an SCD2 dimension follow each other without overlap and gap. */
  TIMELINE,
  /** The number of rows is in line with that of earlier dates. */
  ROW_COUNT,
  /** The newest row is as new as it was on earlier dates. */
  FRESHNESS,
  /** A question of its own, in SQL. */
  CUSTOM;

  /** As it stands in {@code ops.check_result}: {@code not_null}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
