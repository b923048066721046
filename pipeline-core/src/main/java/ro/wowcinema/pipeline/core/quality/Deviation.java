package ro.wowcinema.pipeline.core.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a figure is out of line with those of earlier dates: when it is more than a multiple of
 * their median, or less than that part of it, and further from it than three robust standard
 * deviations and three of a Poisson count of that size. The median and the MAD, unlike mean and
 * deviation, do not follow a few odd days; a weekend is not odd beside weekdays.
 *
 * @param factor of the median up to which a figure is always usual; its inverse is the lower bound
 * @param fewestDates below which nothing is said
 * @param mostDates how far to look back, in dates that were completed
 * @param isLowFine whether only larger figures are odd
 * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm">NIST/SEMATECH
 *     e-Handbook of Statistical Methods, modified Z-scores (Iglewicz and Hoaglin)</a>
 */
public record Deviation(double factor, int fewestDates, int mostDates, boolean isLowFine) {
  /** Standard deviation of a normal distribution in units of its MAD. */
  private static final double SIGMA_PER_MAD = 1.4826;

  private static final int SIGMAS = 3;

  /** Twice or half the median, after a week, looking back four. */
  public static final Deviation TWOFOLD = new Deviation(2, 7, 28, false);

  public Deviation {
    if (!(factor > 1)) {
      throw new IllegalArgumentException("factor is " + factor + ", and must be more than 1");
    }
    if (fewestDates < 1 || mostDates < fewestDates) {
      throw new IllegalArgumentException(
          "dates are %d to %d, and must be at least 1".formatted(fewestDates, mostDates));
    }
  }

  /** The same, where smaller figures are never odd. */
  public Deviation upwardsOnly() {
    return new Deviation(factor, fewestDates, mostDates, true);
  }

  /** Describes how a figure deviates, if it does. */
  Optional<String> oddity(double figure, List<Double> earlier) {
    if (earlier.size() < fewestDates) {
      return Optional.empty();
    }
    double median = median(earlier);
    double mad = median(earlier.stream().map(value -> Math.abs(value - median)).toList());
    double noise = SIGMAS * Math.max(SIGMA_PER_MAD * mad, Math.sqrt(Math.abs(median)));
    double least = isLowFine ? Double.NEGATIVE_INFINITY : Math.min(median / factor, median - noise);
    double most = Math.max(median * factor, median + noise);
    return figure >= least && figure <= most
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%s, where %s is usual, and up to %s (the last %d completed dates)",
                shown(figure),
                shown(median),
                isLowFine ? shown(most) : shown(most) + " or down to " + shown(Math.max(0, least)),
                earlier.size()));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static String shown(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
