package ro.wowcinema.pipeline.jobs.semantic.superset;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelDashboard;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** A dashboard of Superset: a grid with two charts in a row. */
final class SupersetDashboard {
  private static final int COLUMNS = 12;
  private static final int HEIGHT = 50;

  private final SemanticModel model;

  SupersetDashboard(SemanticModel model) {
    this.model = model;
  }

  Map<String, Object> tree(ModelDashboard dashboard) {
    return map(
        "dashboard_title",
        dashboard.name(),
        "description",
        dashboard.description(),
        "css",
        "",
        "slug",
        dashboard.fileName().replace('_', '-'),
        "certified_by",
        null,
        "certification_details",
        null,
        "published",
        true,
        "uuid",
        StableId.of("dashboard", dashboard.name()),
        "position",
        position(dashboard),
        "metadata",
        map("cross_filters_enabled", true, "refresh_frequency", 0),
        "version",
        SupersetImport.VERSION);
  }

  private Map<String, Object> position(ModelDashboard dashboard) {
    List<String> rows = new ArrayList<>();
    Map<String, Object> position = map("DASHBOARD_VERSION_KEY", "v2");
    position.put("ROOT_ID", map("id", "ROOT_ID", "type", "ROOT", "children", List.of("GRID_ID")));
    position.put(
        "GRID_ID",
        map("id", "GRID_ID", "type", "GRID", "children", rows, "parents", List.of("ROOT_ID")));
    position.put(
        "HEADER_ID",
        map("id", "HEADER_ID", "type", "HEADER", "meta", map("text", dashboard.name())));
    List<DashboardTile> tiles = dashboard.tiles();
    for (int first = 0; first < tiles.size(); first += 2) {
      String row = "ROW-" + (first / 2 + 1);
      rows.add(row);
      List<DashboardTile> inRow = tiles.subList(first, Math.min(first + 2, tiles.size()));
      position.put(
          row,
          map(
              "id",
              row,
              "type",
              "ROW",
              "children",
              inRow.stream().map(SupersetDashboard::key).toList(),
              "parents",
              List.of("ROOT_ID", "GRID_ID"),
              "meta",
              map("background", "BACKGROUND_TRANSPARENT")));
      inRow.forEach(tile -> position.put(key(tile), chart(tile, row, inRow.size())));
    }
    return position;
  }

  private static String key(DashboardTile tile) {
    return "CHART-" + tile.position();
  }

  private Map<String, Object> chart(DashboardTile tile, String row, int inRow) {
    return map(
        "id",
        key(tile),
        "type",
        "CHART",
        "children",
        List.of(),
        "parents",
        List.of("ROOT_ID", "GRID_ID", row),
        "meta",
        map(
            // Superset puts its own number here; it only must be another one for each chart.
            "chartId",
            model.tiles().indexOf(tile) + 1,
            "uuid",
            SupersetChart.id(tile),
            "sliceName",
            tile.title(),
            "width",
            COLUMNS / inRow,
            "height",
            HEIGHT));
  }
}
