package ro.wowcinema.pipeline.scheduler.cli.privacy;

import java.util.stream.Collectors;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.scheduler.cli.terminal.CommandEnvironment;

/** Counts as text. */
final class PrivacyCounts {
  private PrivacyCounts() {}

  static String text(Counts counts) {
    return counts.byPlace().entrySet().stream()
        .map(entry -> "%s: %d".formatted(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** Prints a line for each count. */
  static void print(Counts counts, CommandEnvironment environment) {
    counts.byPlace().forEach((place, count) -> environment.out().println(place + ": " + count));
  }
}
