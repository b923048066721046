package ro.wowcinema.pipeline.core.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which of the dates that passed without a scheduler to run: the daemon was down, or the DAG
 * paused.
 */
public enum CatchUp {
  /** All of them, the oldest first. */
  ALL,
  /** The last of them. */
  LATEST,
  /** None of them. */
  NONE;

  /** Words of all, with commas between them. */
  public static String words() {
    return Arrays.stream(values()).map(CatchUp::word).collect(Collectors.joining(", "));
  }

  /** Parses a policy's name, ignoring case. */
  public static Optional<CatchUp> of(String word) {
    return Arrays.stream(values())
        .filter(one -> one.name().equalsIgnoreCase(word.strip()))
        .findFirst();
  }

  /** As people write it: {@code latest}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Which of the due dates to run.
   *
   * @param due in order, at least one
   * @param onTime how late a date may be and still count as on time, not as one to catch up with
   */
  List<LocalDate> choose(List<LocalDate> due, Schedule schedule, Instant now, Duration onTime) {
    return switch (this) {
      case ALL -> due;
      case LATEST -> List.of(due.get(due.size() - 1));
      case NONE ->
          due.stream().filter(date -> now.isBefore(schedule.dueAt(date).plus(onTime))).toList();
    };
  }
}
