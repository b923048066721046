package ro.wowcinema.pipeline.jobs.semantic.powerbi;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.json;
import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelDashboard;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** The report of the Power BI project, in PBIR: a page per dashboard, two visuals in a row. */
final class PowerBiReport {
  static final String FOLDER = "WowCinema.Report";

  private static final String SCHEMAS = PowerBiProject.SCHEMAS + "item/report/";
  private static final int PAGE_WIDTH = 1280;
  private static final int MARGIN = 16;
  private static final int HEIGHT = 320;
  private static final int WIDTH = (PAGE_WIDTH - 3 * MARGIN) / 2;

  private final SemanticModel model;

  PowerBiReport(SemanticModel model) {
    this.model = model;
  }

  /** Content by path below {@link #FOLDER}. */
  Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(".platform", PowerBiProject.platform("Report"));
    files.put(
        "definition.pbir",
        json(
            map(
                "$schema",
                SCHEMAS + "definitionProperties/2.0.0/schema.json",
                "version",
                "4.0",
                "datasetReference",
                map("byPath", map("path", "../" + PowerBiModel.FOLDER)))));
    files.put("definition/version.json", document("versionMetadata/1.0.0", "version", "2.0.0"));
    files.put("definition/report.json", document("report/3.0.0", "themeCollection", map()));
    List<String> pages = model.dashboards().stream().map(ModelDashboard::fileName).toList();
    files.put(
        "definition/pages/pages.json",
        document("pagesMetadata/1.0.0", "pageOrder", pages, "activePageName", pages.get(0)));
    for (ModelDashboard dashboard : model.dashboards()) {
      String folder = "definition/pages/" + dashboard.fileName() + "/";
      files.put(folder + "page.json", page(dashboard));
      for (int place = 0; place < dashboard.tiles().size(); place++) {
        DashboardTile tile = dashboard.tiles().get(place);
        files.put(folder + "visuals/" + tile.fileName() + "/visual.json", visual(tile, place));
      }
    }
    return files;
  }

  private static String page(ModelDashboard dashboard) {
    int rows = (dashboard.tiles().size() + 1) / 2;
    return document(
        "page/2.0.0",
        "name",
        dashboard.fileName(),
        "displayName",
        dashboard.name(),
        "displayOption",
        "FitToWidth",
        "height",
        MARGIN + rows * (HEIGHT + MARGIN),
        "width",
        PAGE_WIDTH);
  }

  private String visual(DashboardTile tile, int place) {
    PowerBiVisual visual = new PowerBiVisual(model, tile);
    Map<String, Object> position =
        map(
            "x",
            MARGIN + place % 2 * (WIDTH + MARGIN),
            "y",
            MARGIN + place / 2 * (HEIGHT + MARGIN),
            "z",
            place,
            "height",
            HEIGHT,
            "width",
            WIDTH,
            "tabOrder",
            place);
    Map<String, Object> container =
        map("name", tile.fileName(), "position", position, "visual", visual.configuration());
    if (tile.kpi().isPresent()) {
      container.put("filterConfig", map("filters", List.of(visual.filter())));
    }
    return document("visualContainer/2.4.0", container);
  }

  private static String document(String schema, Object... keysAndValues) {
    return document(schema, map(keysAndValues));
  }

  private static String document(String schema, Map<String, Object> content) {
    Map<String, Object> document =
        map("$schema", SCHEMAS + "definition/" + schema + "/schema.json");
    document.putAll(content);
    return json(document);
  }
}
