package ro.wowcinema.pipeline.core.quality;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks failed, so the data they guard must not be committed. Trying again would give the same.
 */
public final class QualityException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<CheckResult> results;

  /**
   * @param results everything that the attempt's checks found
   */
  public QualityException(List<CheckResult> results) {
    super(
        results.stream()
            .filter(result -> result.outcome() == CheckOutcome.FAILED)
            .map(CheckResult::sentence)
            .collect(
                Collectors.joining(
                    "; ", "quality checks failed, nothing was changed: ", " (ops.check_result)")));
    this.results = List.copyOf(results);
  }

  public List<CheckResult> results() {
    return results;
  }
}
