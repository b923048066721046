package ro.wowcinema.pipeline.core.load.contract;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** A field type's verdict on a value. */
public sealed interface FieldVerdict {
  FieldVerdict VALID = new Valid();
  FieldVerdict MALFORMED = new Malformed();
  FieldVerdict IMPLAUSIBLE = new Implausible();
  FieldVerdict ABSENT = new Absent();

  /** The value can be loaded as it stands. */
  record Valid() implements FieldVerdict {}

  /** The value is not of the type, or out of its range. */
  record Malformed() implements FieldVerdict {}

  /**
   * The value has the type but cannot be true: the record is refused, whether or not the field is
   * required.
   */
  record Implausible() implements FieldVerdict {}

  /** The value is a notation for an absent value. */
  record Absent() implements FieldVerdict {}

  /**
   * The value is loaded in the type's own form, which means the same.
   *
   * @param text the value to load
   */
  record Canonical(String text) implements FieldVerdict {
    public Canonical {
      requireNonNull(text, "text is null");
    }
  }

  /**
   * The value can be loaded in another form, after an assumption that is worth a warning.
   *
   * @param text the value to load
   * @param alternative what the value may mean as well; taken where only that makes the record
   *     consistent
   * @param warning the assumption
   */
  record Assumed(String text, Optional<String> alternative, Reason warning)
      implements FieldVerdict {
    public Assumed {
      requireNonNull(text, "text is null");
      requireNonNull(alternative, "alternative is null");
      requireNonNull(warning, "warning is null");
    }
  }
}
