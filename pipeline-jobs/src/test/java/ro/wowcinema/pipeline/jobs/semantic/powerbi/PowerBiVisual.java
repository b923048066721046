package ro.wowcinema.pipeline.jobs.semantic.powerbi;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.Figure;
import ro.wowcinema.pipeline.jobs.semantic.model.SemanticModel;
import ro.wowcinema.pipeline.jobs.semantic.model.TileChart;

/** What a visual of the Power BI report shows. */
final class PowerBiVisual {
  private static final int SUM = 0;
  private static final int MAX = 4;

  private final SemanticModel model;
  private final DashboardTile tile;

  PowerBiVisual(SemanticModel model, DashboardTile tile) {
    this.model = model;
    this.tile = tile;
  }

  Map<String, Object> configuration() {
    Map<String, Object> query = map("queryState", roles());
    List<Map<String, Object>> sort = sort();
    if (!sort.isEmpty()) {
      query.put("sortDefinition", map("sort", sort, "isDefaultSort", false));
    }
    return map(
        "visualType",
        visualType(),
        "query",
        query,
        "visualContainerObjects",
        map(
            "title",
            List.of(
                map(
                    "properties",
                    map("show", literal("true"), "text", literal(text(tile.title())))))),
        "drillFilterOtherVisuals",
        true);
  }

  /** Only the tile's KPI. */
  Map<String, Object> filter() {
    String kpi = tile.kpi().orElseThrow();
    return map(
        "name",
        StableId.of("filter", tile.dashboard(), tile.fileName()).replace("-", "").substring(0, 20),
        "field",
        column("kpi"),
        "type",
        "Categorical",
        "filter",
        map(
            "Version",
            2,
            "From",
            List.of(map("Name", "k", "Entity", tile.report().name(), "Type", 0)),
            "Where",
            List.of(
                map(
                    "Condition",
                    map(
                        "In",
                        map(
                            "Expressions",
                            List.of(column(map("Source", "k"), "kpi")),
                            "Values",
                            List.of(List.of(map("Literal", map("Value", text(kpi)))))))))));
  }

  private String visualType() {
    return switch (tile.chart().shape()) {
      case TABLE -> "tableEx";
      case LINE -> "lineChart";
      case COLUMN -> "clusteredColumnChart";
      case STACKED_COLUMN -> "columnChart";
    };
  }

  private Map<String, Object> roles() {
    TileChart chart = tile.chart();
    if (chart.isTable()) {
      return map(
          "Values",
          map("projections", tile.shownColumns().stream().map(this::columnProjection).toList()));
    }
    Map<String, Object> roles = map();
    Map<String, Object> axis = columnProjection(chart.axis().orElseThrow());
    axis.put("active", true);
    roles.put("Category", map("projections", List.of(axis)));
    chart
        .series()
        .ifPresent(
            series -> roles.put("Series", map("projections", List.of(columnProjection(series)))));
    chart
        .facet()
        .ifPresent(
            facet -> roles.put("Rows", map("projections", List.of(columnProjection(facet)))));
    roles.put(
        "Y", map("projections", chart.figures().stream().map(this::figureProjection).toList()));
    return roles;
  }

  /** A chart without an order of its own has that of its axis. */
  private List<Map<String, Object>> sort() {
    List<String> columns =
        tile.chart().sort().isEmpty() ? tile.chart().axis().stream().toList() : tile.chart().sort();
    return columns.stream()
        .map(
            column -> {
              String name = column.replaceFirst("^-", "");
              return map(
                  "field",
                  tile.chart().figures().contains(name) ? aggregation(name) : column(name),
                  "direction",
                  column.startsWith("-") ? "Descending" : "Ascending");
            })
        .toList();
  }

  private Map<String, Object> columnProjection(String name) {
    return map(
        "field",
        column(name),
        "queryRef",
        tile.report().name() + "." + name,
        "nativeQueryRef",
        name,
        "displayName",
        caption(name));
  }

  private Map<String, Object> figureProjection(String name) {
    return map(
        "field",
        aggregation(name),
        "queryRef",
        "%s(%s.%s)".formatted(tile.chart().addsUp() ? "Sum" : "Max", tile.report().name(), name),
        "nativeQueryRef",
        caption(name),
        "displayName",
        caption(name));
  }

  private Map<String, Object> aggregation(String name) {
    return map(
        "Aggregation",
        map("Expression", column(name), "Function", tile.chart().addsUp() ? SUM : MAX));
  }

  private Map<String, Object> column(String name) {
    return column(map("Entity", tile.report().name()), name);
  }

  private static Map<String, Object> column(Map<String, Object> source, String name) {
    return map("Column", map("Expression", map("SourceRef", source), "Property", name));
  }

  private String caption(String name) {
    Optional<Figure> figure =
        tile.report().column(name).flatMap(column -> model.figure(tile.report(), column));
    return figure.map(Figure::nameEn).orElse(name);
  }

  private static Map<String, Object> literal(String value) {
    return map("expr", map("Literal", map("Value", value)));
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }
}
