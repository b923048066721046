package ro.wowcinema.pipeline.core.load;

import static java.util.Objects.requireNonNull;

/** What a field type says of a value. */
public sealed interface Verdict {
  Verdict VALID = new Valid();
  Verdict MALFORMED = new Malformed();

  /** The value can be loaded as it stands. */
  record Valid() implements Verdict {}

  /** The value is not of the type, or out of its range. */
  record Malformed() implements Verdict {}

  /**
   * The value can be loaded in another form, after an assumption that is worth a warning.
   *
   * @param text the value to load
   * @param warning the assumption
   */
  record Assumed(String text, Reason warning) implements Verdict {
    public Assumed {
      requireNonNull(text, "text is null");
      requireNonNull(warning, "warning is null");
    }
  }
}
