package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.time.LocalDate;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.core.operations.OperationRefusedException;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;

/** A range of logical dates, both ends included. */
final class DatesOption {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "first logical date")
  private LocalDate from;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "YYYY-MM-DD",
      description = "last logical date")
  private LocalDate to;

  /**
   * The range.
   *
   * @throws UsageException where the first date is after the last
   */
  DateRange range() {
    try {
      return new DateRange(from, to);
    } catch (OperationRefusedException e) {
      throw new UsageException("--from %s --to %s: %s".formatted(from, to, e.getMessage()));
    }
  }
}
