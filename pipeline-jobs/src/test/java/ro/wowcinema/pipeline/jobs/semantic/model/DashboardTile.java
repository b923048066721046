package ro.wowcinema.pipeline.jobs.semantic.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report at its place on a dashboard: a row of {@code mart.dashboard}.
 *
 * @param position from 1
 * @param kpi the one to show, where the report has several
 */
public record DashboardTile(
    String dashboard,
    int position,
    ModelTable report,
    String title,
    Optional<String> kpi,
    TileChart chart) {
  /** Unique on its dashboard, in the order of the positions, and fit for a file's name. */
  public String fileName() {
    return String.format(Locale.ROOT, "%02d_%s", position, report.name());
  }

  /** Of a table all that fit in a cell; the KPI is in the title. */
  public List<String> shownColumns() {
    return report.columns().stream()
        .filter(column -> !column.isDocument())
        .map(ModelColumn::name)
        .filter(column -> kpi.isEmpty() || !column.equals("kpi"))
        .toList();
  }
}
