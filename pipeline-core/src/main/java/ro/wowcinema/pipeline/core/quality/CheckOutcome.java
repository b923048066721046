package ro.wowcinema.pipeline.core.quality;

import java.util.Locale;

/** How a check ended. */
public enum CheckOutcome {
  /** The check passed, or failed within its limits. */
  PASSED,
  /** It does not hold; that is recorded, and the data is committed. */
  WARNED,
  /** It does not hold; the data is rolled back. */
  FAILED;

  /** As it stands in {@code ops.check_result}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
