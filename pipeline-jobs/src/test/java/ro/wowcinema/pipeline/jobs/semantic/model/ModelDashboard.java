package ro.wowcinema.pipeline.jobs.semantic.model;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A page of reports, in the order of their positions. */
public record ModelDashboard(String name, List<DashboardTile> tiles) {
  /** Fit for a file's name: {@code genre_popularity_overview}. */
  public String fileName() {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
  }

  public String description() {
    return "As of mart.as_of: "
        + tiles.stream().map(DashboardTile::title).collect(Collectors.joining("; "))
        + ".";
  }
}
