package ro.wowcinema.pipeline.core.quality;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * When a figure is out of line with those of earlier dates: when it is further from their median
 * than a share of it, and than three robust standard deviations. The median and the MAD, unlike
 * mean and deviation, do not follow a few odd days.
 *
 * @param share of the median that a figure may always be away from it; 0.5 is half
 * @param fewestDates below which nothing is said
 * @param mostDates how far to look back, in dates that were completed
 * @param isLowFine whether only larger figures are odd
 * @see <a href="https://www.itl.nist.gov/div898/handbook/eda/section3/eda35h.htm">NIST/SEMATECH
 *     e-Handbook of Statistical Methods, modified Z-scores (Iglewicz and Hoaglin)</a>
 */
public record Deviation(double share, int fewestDates, int mostDates, boolean isLowFine) {
  /** Standard deviation of a normal distribution in units of its MAD. */
  private static final double SIGMA_PER_MAD = 1.4826;

  private static final int SIGMAS = 3;

  /** Half of the median away, after a week, looking back four. */
  public static final Deviation HALF = new Deviation(0.5, 7, 28, false);

  public Deviation {
    if (!(share > 0)) {
      throw new IllegalArgumentException("share is " + share + ", and must be more than 0");
    }
    if (fewestDates < 1 || mostDates < fewestDates) {
      throw new IllegalArgumentException(
          "dates are %d to %d, and must be at least 1".formatted(fewestDates, mostDates));
    }
  }

  /** The same, where smaller figures are never odd. */
  public Deviation upwardsOnly() {
    return new Deviation(share, fewestDates, mostDates, true);
  }

  /** Says what is odd about a figure, if anything is. */
  Optional<String> oddity(double figure, List<Double> earlier) {
    if (earlier.size() < fewestDates) {
      return Optional.empty();
    }
    double median = median(earlier);
    double mad = median(earlier.stream().map(value -> Math.abs(value - median)).toList());
    double allowed = Math.max(share * Math.abs(median), SIGMAS * SIGMA_PER_MAD * mad);
    boolean isOdd = isLowFine ? figure - median > allowed : Math.abs(figure - median) > allowed;
    return isOdd
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s, where %s ± %s is usual (the last %d completed dates)",
                shown(figure),
                shown(median),
                shown(allowed),
                earlier.size()))
        : Optional.empty();
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
