package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import org.jooq.Field;

/**
 * A column of a delivered file.
 *
 * @param name as in the file's header, or a JSON object's key
 * @param target where its text goes
 * @param type what its text must look like
 * @param presence what may be missing
 */
public record Column(String name, Field<String> target, FieldType type, Presence presence) {
  /** What may be missing. */
  public enum Presence {
    /** The column and a valid value in every record. */
    REQUIRED,
    /** The column; its values may be null. */
    EXPECTED,
    /** Even the column may be absent. */
    OPTIONAL,
    /**
     * Absence is accepted; but a value that is present must be valid, since no default may replace
     * it.
     */
    VALID_IF_PRESENT
  }

  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(target, "target is null");
    requireNonNull(type, "type is null");
    requireNonNull(presence, "presence is null");
  }

  public static Column required(String name, Field<String> target, FieldType type) {
    return new Column(name, target, type, Presence.REQUIRED);
  }

  public static Column expected(String name, Field<String> target, FieldType type) {
    return new Column(name, target, type, Presence.EXPECTED);
  }

  public static Column optional(String name, Field<String> target, FieldType type) {
    return new Column(name, target, type, Presence.OPTIONAL);
  }

  /** Optional, and a malformed value refuses the record. */
  public static Column validIfPresent(String name, Field<String> target, FieldType type) {
    return new Column(name, target, type, Presence.VALID_IF_PRESENT);
  }

  public boolean isRequired() {
    return presence == Presence.REQUIRED;
  }

  /** Whether the file's header must have it. */
  public boolean isExpected() {
    return presence == Presence.REQUIRED || presence == Presence.EXPECTED;
  }

  /** Whether a malformed value refuses the record. */
  public boolean refusesMalformed() {
    return presence == Presence.REQUIRED || presence == Presence.VALID_IF_PRESENT;
  }

  Column on(LocalDate logicalDate) {
    return new Column(name, target, type.on(logicalDate), presence);
  }
}
