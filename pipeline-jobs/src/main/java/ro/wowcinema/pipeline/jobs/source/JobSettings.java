package ro.wowcinema.pipeline.jobs.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What the business's jobs can be told.
 *
 * @param maxRejectRatio share of refused records above which a file is refused ({@code
 *     quarantine.max-ratio})
 * @param maxShrinkRatio share, 0 to 1, by which a full snapshot may shrink before it is refused
 *     ({@code snapshot.max-shrink-ratio})
 * @param catalogSize titles in the catalogue where none was ever delivered ({@code catalog.size})
 * @param deliveryDeadline how long a run waits for the platform's delivery ({@code
 *     delivery.deadline})
 * @param similarityDays after how many days the similarity of movies is worked out again, at least
 *     1 ({@code recommendations.similarity-days})
 * @param smallestGroup people below which churn by county and age band says nothing of a group
 *     ({@code reports.smallest-group})
 * @param longestSession how long an explicit session may last, more than nothing ({@code
 *     sessions.longest})
 */
public record JobSettings(
    double maxRejectRatio,
    double maxShrinkRatio,
    int catalogSize,
    Duration deliveryDeadline,
    int similarityDays,
    int smallestGroup,
    Duration longestSession) {
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

  /** 5 %, half, 15 000 titles, half a minute, a week, five people, seven days. */
  public static JobSettings defaults() {
    return new JobSettings(0.05, 0.5, 15_000, Duration.ofSeconds(30), 7, 5, Duration.ofDays(7));
  }
}
