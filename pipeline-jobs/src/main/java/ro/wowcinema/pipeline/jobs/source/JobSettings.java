package ro.wowcinema.pipeline.jobs.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import ro.wowcinema.pipeline.core.config.Config;
import ro.wowcinema.pipeline.core.config.ConfigKey;

/** The settings of the business's jobs. */
public record JobSettings(
    double maxRejectRatio,
    double maxShrinkRatio,
    int catalogSize,
    Duration deliveryDeadline,
    int similarityDays,
    int smallestGroup,
    Duration longestSession) {
  static final ConfigKey<Double> MAX_REJECT_RATIO =
      ConfigKey.ratio(
          "quarantine.max-ratio", "0.05", "share of bad records above which a file is refused");

  static final ConfigKey<Double> MAX_SHRINK_RATIO =
      ConfigKey.ratio(
          "snapshot.max-shrink-ratio",
          "0.5",
          "share by which a full snapshot may shrink before it is refused; of fewer than 100 records"
              + " only an empty one is");

  static final ConfigKey<Integer> CATALOG_SIZE =
      ConfigKey.wholeNumber(
          "catalog.size",
          "15000",
          "titles in the catalogue if none was ever delivered",
          0,
          Integer.MAX_VALUE);

  /** The daemon's runs wait before they start: they set it to nothing. */
  public static final ConfigKey<Duration> DELIVERY_DEADLINE =
      ConfigKey.duration(
          "delivery.deadline",
          "PT30S",
          "how long `./pipeline run` waits for the platform's delivery, that is for `_SUCCESS`");

  static final ConfigKey<Integer> SIMILARITY_DAYS =
      ConfigKey.wholeNumber(
          "recommendations.similarity-days",
          "7",
          "days after which the similarity of movies is computed again; 1: in every run",
          1,
          365);

  static final ConfigKey<Integer> SMALLEST_GROUP =
      ConfigKey.wholeNumber(
          "reports.smallest-group",
          "5",
          "smallest group of people for which churn by county and age band is reported;"
              + " 1: all groups are",
          1,
          Integer.MAX_VALUE);

  static final ConfigKey<Duration> LONGEST_SESSION =
      ConfigKey.duration(
              "sessions.longest", "P7D", "longest explicit session; a longer one is a bad record")
          .matching(
              longest -> !longest.isZero() && longest.compareTo(Duration.ofDays(366)) <= 0,
              "more than PT0S, and at most P366D");

  public JobSettings {
    requireNonNull(deliveryDeadline, "deliveryDeadline is null");
    requireNonNull(longestSession, "longestSession is null");
    if (similarityDays < 1) {
      throw new IllegalArgumentException(
          "similarityDays must be at least 1, not " + similarityDays);
    }
    if (smallestGroup < 1) {
      throw new IllegalArgumentException("smallestGroup must be at least 1, not " + smallestGroup);
    }
    if (longestSession.isZero() || longestSession.isNegative()) {
      throw new IllegalArgumentException("longestSession must be positive, not " + longestSession);
    }
  }

  public static JobSettings of(Config config) {
    return new JobSettings(
        config.get(MAX_REJECT_RATIO),
        config.get(MAX_SHRINK_RATIO),
        config.get(CATALOG_SIZE),
        config.get(DELIVERY_DEADLINE),
        config.get(SIMILARITY_DAYS),
        config.get(SMALLEST_GROUP),
        config.get(LONGEST_SESSION));
  }

  public static JobSettings defaults() {
    return of(Config.of(Map.of()));
  }
}
