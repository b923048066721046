package ro.wowcinema.pipeline.scheduler.alert;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;

/** Dates in words: {@code 2026-11-18, 2026-11-20 to 2026-11-23}. */
final class DateText {
  private static final int MOST_RANGES = 10;

  private DateText() {}

  static String of(SortedSet<LocalDate> dates) {
    List<String> ranges = new ArrayList<>();
    LocalDate first = null;
    LocalDate last = null;
    for (LocalDate date : dates) {
      if (last == null || !date.equals(last.plusDays(1))) {
        add(ranges, first, last);
        first = date;
      }
      last = date;
    }
    add(ranges, first, last);
    return ranges.size() <= MOST_RANGES
        ? String.join(", ", ranges)
        : String.join(", ", ranges.subList(0, MOST_RANGES)) + ", …";
  }

  private static void add(List<String> ranges, LocalDate first, LocalDate last) {
    if (first != null) {
      ranges.add(first.equals(last) ? first.toString() : first + " to " + last);
    }
  }
}
