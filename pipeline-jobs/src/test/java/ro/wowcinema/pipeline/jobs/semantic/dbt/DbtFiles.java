package ro.wowcinema.pipeline.jobs.semantic.dbt;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;
import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelColumn;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelDashboard;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelTable;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;

/** The schemas as dbt sources, with what the catalogue declares as tests, and the dashboards. */
public final class DbtFiles {
  private static final String OWNER = "WowCinema data team";

  private final SemanticModel model;

  private DbtFiles(SemanticModel model) {
    this.model = model;
  }

  /** Content by path. */
  public static Map<String, String> files(SemanticModel model) {
    DbtFiles files = new DbtFiles(model);
    return Map.of("sources.yml", files.sources(), "exposures.yml", files.exposures());
  }

  private String sources() {
    return yaml(
        map(
            "version",
            2,
            "sources",
            List.of(
                source("warehouse", "The star: facts, dimensions and the bridges between them."),
                source("mart", "Reports, KPIs, what they mean, and what they are made of."))));
  }

  private Map<String, Object> source(String schema, String description) {
    return map(
        "name",
        schema,
        "schema",
        schema,
        "description",
        description,
        "tables",
        model.tables().stream()
            .filter(table -> table.schema().equals(schema))
            .map(this::table)
            .toList());
  }

  private Map<String, Object> table(ModelTable table) {
    return map(
        "name",
        table.name(),
        "description",
        table.comment(),
        "columns",
        table.columns().stream().map(column -> column(table, column)).toList());
  }

  private Map<String, Object> column(ModelTable table, ModelColumn column) {
    Map<String, Object> properties =
        map("name", column.name(), "description", column.comment(), "data_type", column.type());
    List<Object> tests = new ArrayList<>();
    if (column.isNotNull()) {
      tests.add("not_null");
    }
    if (column.isUnique()) {
      tests.add("unique");
    }
    model
        .reference(table, column)
        .ifPresent(
            reference ->
                tests.add(
                    map(
                        "relationships",
                        map(
                            "to",
                            "source('warehouse', '%s')".formatted(reference.dimension()),
                            "field",
                            reference.key()))));
    if (!tests.isEmpty()) {
      properties.put("data_tests", tests);
    }
    return properties;
  }

  private String exposures() {
    return yaml(
        map("version", 2, "exposures", model.dashboards().stream().map(this::exposure).toList()));
  }

  private Map<String, Object> exposure(ModelDashboard dashboard) {
    Set<String> reports = new TreeSet<>();
    dashboard.tiles().forEach(tile -> reports.add(tile.report().name()));
    return map(
        "name",
        dashboard.fileName(),
        "label",
        dashboard.name(),
        "type",
        "dashboard",
        "maturity",
        "high",
        "description",
        dashboard.description(),
        "depends_on",
        reports.stream().map("source('mart', '%s')"::formatted).toList(),
        "owner",
        map("name", OWNER));
  }
}
