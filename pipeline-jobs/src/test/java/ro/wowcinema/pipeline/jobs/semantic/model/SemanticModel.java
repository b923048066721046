package ro.wowcinema.pipeline.jobs.semantic.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.jobs.documentation.DimensionReference;

/**
 * What analysts may read, independent of any tool.
 *
 * @param references from columns of the star to keys of its dimensions
 * @param figures by their keys
 */
public record SemanticModel(
    List<ModelTable> tables,
    List<DimensionReference> references,
    Map<String, Figure> figures,
    List<ModelDashboard> dashboards) {
  /** What people read; the rest of the mart is behind it. */
  public List<ModelTable> tablesForPeople() {
    return tables.stream().filter(ModelTable::isForPeople).toList();
  }

  public List<DashboardTile> tiles() {
    return dashboards.stream().flatMap(dashboard -> dashboard.tiles().stream()).toList();
  }

  public ModelTable table(String name) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("There is no table " + name));
  }

  /** What a report's column means; empty for what figures are grouped by and named with. */
  public Optional<Figure> figure(ModelTable table, ModelColumn column) {
    return table.isReport()
        ? Optional.ofNullable(figures.get(table.name() + "." + column.name()))
            .or(() -> Optional.ofNullable(figures.get(column.name())))
        : Optional.empty();
  }

  public Optional<DimensionReference> reference(ModelTable table, ModelColumn column) {
    return table.isInStar()
        ? references.stream()
            .filter(
                reference ->
                    reference.table().equals(table.name())
                        && reference.column().equals(column.name()))
            .findFirst()
        : Optional.empty();
  }

  /** Whether filters follow it: from a dimension of a dimension they would reach facts twice. */
  public static boolean isActive(DimensionReference reference) {
    return !reference.table().startsWith("dim_");
  }

  /** So that a genre filters its titles, and these their sessions. */
  public boolean filtersBothWays(DimensionReference reference) {
    return table(reference.table()).isBridge()
        && references.stream()
            .anyMatch(
                other ->
                    other.table().startsWith("fact_")
                        && other.dimension().equals(reference.dimension()));
  }
}
