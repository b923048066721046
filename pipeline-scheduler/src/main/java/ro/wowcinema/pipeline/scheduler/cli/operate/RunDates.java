package ro.wowcinema.pipeline.scheduler.cli.operate;

import java.time.LocalDate;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import ro.wowcinema.pipeline.core.operations.DateRange;
import ro.wowcinema.pipeline.scheduler.cli.terminal.UsageException;

/** The logical dates of runs: one date, or a range. */
final class RunDates {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Choice choice;

  /** One of the two. */
  static final class Choice {
    @Option(
        names = "--date",
        required = true,
        paramLabel = "YYYY-MM-DD",
        description = "the logical date")
    private LocalDate date;

    @ArgGroup(exclusive = false)
    private DatesOption range;
  }

  /**
   * The dates.
   *
   * @throws UsageException where the range is not valid
   */
  DateRange range() {
    return choice.range == null ? new DateRange(choice.date, choice.date) : choice.range.range();
  }
}
