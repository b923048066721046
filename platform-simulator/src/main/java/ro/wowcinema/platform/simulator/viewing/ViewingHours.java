package ro.wowcinema.platform.simulator.viewing;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import ro.wowcinema.platform.simulator.world.RandomStream;
import ro.wowcinema.platform.simulator.world.WeightedChoice;

/** When people watch, by Bucharest's clock: evenings, and all of the week-end. */
final class ViewingHours {
  private static final List<Double> WORKDAY =
      List.of(
          2.5, 1.2, 0.6, 0.3, 0.2, 0.2, 0.5, 1.0, 1.2, 1.2, 1.3, 1.5, 2.0, 2.2, 2.2, 2.5, 3.0, 4.5,
          7.0, 10.0, 13.0, 13.0, 10.0, 6.0);
  private static final List<Double> WEEKEND =
      List.of(
          4.0, 2.2, 1.0, 0.5, 0.3, 0.3, 0.6, 1.2, 2.0, 3.0, 4.0, 4.2, 4.2, 4.5, 5.0, 5.5, 6.0, 7.0,
          8.5, 11.0, 13.5, 13.5, 11.0, 7.5);

  private final WeightedChoice<Integer> workday = hours(WORKDAY);
  private final WeightedChoice<Integer> weekend = hours(WEEKEND);

  int pick(LocalDate day, RandomStream chance) {
    return (isWeekend(day) ? weekend : workday).pick(chance);
  }

  /** Sessions of the day beside those of a mean day. */
  static double factor(LocalDate day) {
    if (isWeekend(day)) {
      return 1.3;
    }
    return day.getDayOfWeek() == DayOfWeek.FRIDAY ? 1.08 : 0.83;
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static WeightedChoice<Integer> hours(List<Double> weights) {
    return new WeightedChoice<>(
        IntStream.range(0, weights.size()).boxed().toList(), hour -> weights.get(hour));
  }
}
