package ro.wowcinema.pipeline.jobs.semantic.superset;

import static ro.wowcinema.pipeline.jobs.semantic.format.TextFormats.map;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import ro.wowcinema.pipeline.jobs.semantic.format.StableId;
import ro.wowcinema.pipeline.jobs.semantic.model.DashboardTile;
import ro.wowcinema.pipeline.jobs.semantic.model.TileChart;

/** A tile as a chart of Superset. */
final class SupersetChart {
  private static final int MOST_ROWS = 10_000;

  private SupersetChart() {}

  static String id(DashboardTile tile) {
    return StableId.of("chart", tile.dashboard(), tile.fileName());
  }

  static Map<String, Object> tree(DashboardTile tile) {
    return map(
        "slice_name",
        tile.title(),
        "description",
        tile.report().comment(),
        "certified_by",
        null,
        "certification_details",
        null,
        "viz_type",
        type(tile.chart()),
        "params",
        params(tile),
        "query_context",
        null,
        "cache_timeout",
        null,
        "uuid",
        id(tile),
        "version",
        SupersetImport.VERSION,
        "dataset_uuid",
        SupersetDataset.id(tile.report()));
  }

  private static String type(TileChart chart) {
    return switch (chart.shape()) {
      case TABLE -> "table";
      case LINE -> "echarts_timeseries_line";
      case COLUMN, STACKED_COLUMN -> "echarts_timeseries_bar";
    };
  }

  private static Map<String, Object> params(DashboardTile tile) {
    Map<String, Object> params = map("viz_type", type(tile.chart()));
    params.putAll(tile.chart().isTable() ? table(tile) : series(tile));
    params.put("adhoc_filters", filters(tile));
    params.put("row_limit", MOST_ROWS);
    return params;
  }

  /** Rows as they are in the report; each entry of the order is a JSON array of its own. */
  private static Map<String, Object> table(DashboardTile tile) {
    return map(
        "query_mode",
        "raw",
        "all_columns",
        tile.shownColumns(),
        "order_by_cols",
        tile.chart().sort().stream()
            .map(
                column ->
                    "[\"%s\", %s]"
                        .formatted(column.replaceFirst("^-", ""), !column.startsWith("-")))
            .toList(),
        "server_page_length",
        25,
        "table_timestamp_format",
        "smart_date",
        "show_cell_bars",
        false);
  }

  private static Map<String, Object> series(DashboardTile tile) {
    TileChart chart = tile.chart();
    boolean isTemporal =
        tile.report().column(chart.axis().orElseThrow()).orElseThrow().isTemporal();
    Map<String, Object> params =
        map(
            "x_axis",
            chart.axis().orElseThrow(),
            // Values are not grouped further: each belongs to its month or date already.
            "time_grain_sqla",
            null,
            "xAxisForceCategorical",
            !isTemporal,
            "metrics",
            chart.figures().stream().map(figure -> SupersetDataset.metric(chart, figure)).toList(),
            "groupby",
            Stream.of(chart.facet(), chart.series()).flatMap(Optional::stream).toList(),
            "order_desc",
            true,
            "truncate_metric",
            true,
            "show_legend",
            true,
            "rich_tooltip",
            true,
            "y_axis_format",
            "SMART_NUMBER");
    params.putAll(order(chart, isTemporal));
    // One chart has all facets here, and amounts of two currencies have no sum.
    if (chart.shape() == TileChart.Shape.STACKED_COLUMN && chart.facet().isEmpty()) {
      params.put("stack", "Stack");
    }
    return params;
  }

  /** Time has its order; others are in that of the axis unless the chart has one of its own. */
  private static Map<String, Object> order(TileChart chart, boolean isTemporal) {
    if (!chart.sort().isEmpty()) {
      String first = chart.sort().get(0);
      return map(
          "x_axis_sort",
          SupersetDataset.metric(chart, first.replaceFirst("^-", "")),
          "x_axis_sort_asc",
          !first.startsWith("-"));
    }
    return isTemporal
        ? map()
        : map("x_axis_sort", chart.axis().orElseThrow(), "x_axis_sort_asc", true);
  }

  private static List<Object> filters(DashboardTile tile) {
    return tile.kpi().stream()
        .<Object>map(
            kpi ->
                map(
                    "clause",
                    "WHERE",
                    "expressionType",
                    "SIMPLE",
                    "subject",
                    "kpi",
                    "operator",
                    "==",
                    "operatorId",
                    "EQUALS",
                    "comparator",
                    kpi))
        .toList();
  }
}
