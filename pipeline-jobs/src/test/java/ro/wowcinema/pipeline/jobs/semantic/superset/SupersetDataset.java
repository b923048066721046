package ro.wowcinema.pipeline.jobs.semantic.superset;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.Figure;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelColumn;
import ro.wowcinema.pipeline.jobs.semantic.model.ModelTable;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;
import ro.wowcinema.pipeline.jobs.semantic.model.TileChart;

/** A report as a dataset of Superset, with the metrics that its charts need and no others. */
final class SupersetDataset {
  private static final Map<String, String> FORMATS =
      Map.of(
          "count", ",d",
          "minutes", ",.2f",
          "share", ".2%",
          "ratio", ".4f",
          "amount", ",.2f",
          "rating", ".2f",
          "index", ".2f",
          "days", ",d",
          "rank", "d");

  private final SemanticModel model;

  SupersetDataset(SemanticModel model) {
    this.model = model;
  }

  static String id(ModelTable report) {
    return StableId.of("dataset", report.name());
  }

  /** How a chart's figure is called: a metric may not have the name of its column. */
  static String metric(TileChart chart, String figure) {
    return (chart.addsUp() ? "sum_" : "max_") + figure;
  }

  Map<String, Object> tree(ModelTable report) {
    return map(
        "table_name",
        report.name(),
        "main_dttm_col",
        report.columns().stream()
            .filter(ModelColumn::isTemporal)
            .map(ModelColumn::name)
            .findFirst()
            .orElse(null),
        "description",
        report.comment(),
        "default_endpoint",
        null,
        "offset",
        0,
        "cache_timeout",
        null,
        "schema",
        report.schema(),
        "sql",
        null,
        "params",
        null,
        "template_params",
        null,
        "filter_select_enabled",
        true,
        "fetch_values_predicate",
        null,
        "extra",
        null,
        "uuid",
        id(report),
        "metrics",
        metrics(report),
        "columns",
        report.columns().stream().map(column -> column(report, column)).toList(),
        "version",
        SupersetImport.VERSION,
        "database_uuid",
        SupersetImport.DATABASE_ID);
  }

  private List<Object> metrics(ModelTable report) {
    List<Object> metrics = new ArrayList<>();
    model.tiles().stream()
        .filter(tile -> tile.report().equals(report))
        .map(DashboardTile::chart)
        .flatMap(chart -> chart.figures().stream().map(figure -> metric(report, chart, figure)))
        .distinct()
        .forEach(metrics::add);
    metrics.add(metric("count", "Rows", "COUNT(*)", "Rows of the report", ",d"));
    return metrics;
  }

  private Map<String, Object> metric(ModelTable report, TileChart chart, String name) {
    Figure figure = figure(report, name).orElseThrow();
    return metric(
        metric(chart, name),
        figure.nameEn(),
        "%s(%s)".formatted(chart.addsUp() ? "SUM" : "MAX", name),
        figure.description(),
        FORMATS.get(figure.unit()));
  }

  private static Map<String, Object> metric(
      String name, String verboseName, String expression, String description, String format) {
    return map(
        "metric_name",
        name,
        "verbose_name",
        verboseName,
        "metric_type",
        null,
        "expression",
        expression,
        "description",
        description,
        "d3format",
        format,
        "extra",
        map(),
        "warning_text",
        null);
  }

  private Map<String, Object> column(ModelTable report, ModelColumn column) {
    return map(
        "column_name",
        column.name(),
        "verbose_name",
        figure(report, column.name()).map(Figure::nameEn).orElse(null),
        "is_dttm",
        column.isTemporal(),
        "is_active",
        true,
        "type",
        column.plainType().toUpperCase(Locale.ROOT),
        "groupby",
        !column.isDocument(),
        "filterable",
        !column.isDocument(),
        "expression",
        null,
        "description",
        column.comment(),
        "python_date_format",
        null);
  }

  private Optional<Figure> figure(ModelTable report, String column) {
    return report.column(column).flatMap(found -> model.figure(report, found));
  }
}
