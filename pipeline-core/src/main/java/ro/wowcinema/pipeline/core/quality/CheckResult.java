package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;

/** The result of a check. */
public record CheckResult(
    Check check,
    CheckOutcome outcome,
    Optional<Long> checkedRows,
    Optional<Long> offendingRows,
    Optional<BigDecimal> measured,
    String detail,
    Optional<String> samples) {
  public CheckResult {
    requireNonNull(check, "check is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(checkedRows, "checkedRows is null");
    requireNonNull(offendingRows, "offendingRows is null");
    requireNonNull(measured, "measured is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(samples, "samples is null");
  }

  /** {@code warehouse.dim_user not_null(plan_id): 3 of 120 rows}. */
  public String sentence() {
    return "%s %s: %s".formatted(check.targetName(), check.name(), detail);
  }
}
