package ro.wowcinema.pipeline.jobs.semantic.superset;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;
import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.yaml;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelDashboard;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelTable;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** The dashboards as Superset exports them, unpacked: connection, datasets, charts, dashboards. */
public final class SupersetImport {
  public static final String VERSION = "1.0.0";
  public static final String DATABASE_ID = StableId.of("database");

  private static final String DATABASE = "wowcinema_warehouse";

  /** Of the export's format: Superset reads it, and does nothing with it. */
  private static final String TIMESTAMP = "2026-01-01T00:00:00+00:00";

  private SupersetImport() {}

  /** Content by path. */
  public static Map<String, String> files(SemanticModel model) {
    Map<String, String> files = new TreeMap<>();
    files.put(
        "metadata.yaml",
        yaml(map("version", VERSION, "type", "Dashboard", "timestamp", TIMESTAMP)));
    files.put("databases/%s.yaml".formatted(DATABASE), yaml(database()));
    SupersetDataset datasets = new SupersetDataset(model);
    for (ModelTable report :
        model.tiles().stream().map(DashboardTile::report).distinct().toList()) {
      files.put(
          "datasets/%s/%s.yaml".formatted(DATABASE, report.name()), yaml(datasets.tree(report)));
    }
    for (ModelDashboard dashboard : model.dashboards()) {
      for (DashboardTile tile : dashboard.tiles()) {
        files.put(
            "charts/%s_%s.yaml".formatted(dashboard.fileName(), tile.fileName()),
            yaml(SupersetChart.tree(tile)));
      }
      files.put(
          "dashboards/%s.yaml".formatted(dashboard.fileName()),
          yaml(new SupersetDashboard(model).tree(dashboard)));
    }
    return files;
  }

  /** A login of an analyst; Superset is given its password after the import. */
  private static Map<String, Object> database() {
    return map(
        "database_name",
        "WowCinema warehouse",
        "sqlalchemy_uri",
        "postgresql+psycopg2://ana@db.example.com:5432/warehouse",
        "cache_timeout",
        null,
        "expose_in_sqllab",
        true,
        "allow_run_async",
        false,
        "allow_ctas",
        false,
        "allow_cvas",
        false,
        "allow_dml",
        false,
        "allow_csv_upload",
        false,
        "extra",
        map("allows_virtual_table_explore", true, "schemas_allowed_for_csv_upload", List.of()),
        "uuid",
        DATABASE_ID,
        "version",
        VERSION);
  }
}
