package ro.wowcinema.platform.simulator.title;

import ro.wowcinema.platform.simulator.world.RandomStream;

/** IMDb's title types, how common they are, how long, and how many of them the platform streams. */
public enum TitleKind {
  MOVIE("movie", 46, 106, 20, 0.6, 1),
  TV_MOVIE("tvMovie", 8, 92, 12, 0.5, 0.7),
  SHORT("short", 11, 14, 7, 0.08, 0.15),
  TV_SERIES("tvSeries", 6, 45, 12, 0, 0),
  TV_MINI_SERIES("tvMiniSeries", 1, 50, 10, 0, 0),
  TV_EPISODE("tvEpisode", 21, 43, 11, 0.3, 0.25),
  TV_SPECIAL("tvSpecial", 1, 62, 15, 0.1, 0.15),
  VIDEO("video", 5, 75, 25, 0.1, 0.15),
  VIDEO_GAME("videoGame", 1, 0, 0, 0, 0);

  private final String imdbName;
  private final int weight;
  private final int meanMinutes;
  private final int deviationMinutes;
  private final double catalogueShare;
  private final double appeal;

  TitleKind(
      String imdbName,
      int weight,
      int meanMinutes,
      int deviationMinutes,
      double catalogueShare,
      double appeal) {
    this.imdbName = imdbName;
    this.weight = weight;
    this.meanMinutes = meanMinutes;
    this.deviationMinutes = deviationMinutes;
    this.catalogueShare = catalogueShare;
    this.appeal = appeal;
  }

  public String imdbName() {
    return imdbName;
  }

  int weight() {
    return weight;
  }

  /** The share of such titles that the platform streams. */
  double catalogueShare() {
    return catalogueShare;
  }

  /** How much more or less such a title is watched than a movie of the same rank. */
  double appeal() {
    return appeal;
  }

  boolean hasRuntime() {
    return meanMinutes > 0;
  }

  boolean hasEpisodes() {
    return this == TV_SERIES || this == TV_MINI_SERIES;
  }

  int drawMinutes(RandomStream chance) {
    double minutes = chance.normal(meanMinutes, deviationMinutes);
    return (int) Math.max(meanMinutes / 3.0, Math.min(minutes, 2.0 * meanMinutes));
  }
}
