package ro.wowcinema.pipeline.jobs.semantic.model;

import static java.util.function.Predicate.not;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;
import ro.wowcinema.pipeline.jobs.documentation.DimensionReference;
import ro.wowcinema.pipeline.jobs.documentation.References;

/** Reads the model from a migrated database, in an order that no collation changes. */
public final class CatalogueReader {
  private final DSLContext dsl;

  private CatalogueReader(DSLContext dsl) {
    this.dsl = dsl;
  }

  /**
   * All that the database has.
   *
   * <p>The references come from the jobs and not from the catalogue, which has them from PostgreSQL
   * 18 on only.
   */
  public static SemanticModel readAll(DSLContext dsl) {
    CatalogueReader reader = new CatalogueReader(dsl);
    List<ModelTable> tables = reader.tables();
    return new SemanticModel(
        tables,
        References.ofTheProduct().all().stream()
            .filter(not(DimensionReference::isNatural))
            .toList(),
        reader.figures(),
        reader.dashboards(tables));
  }

  private List<ModelTable> tables() {
    return dsl.fetch(
            """
            SELECT oid::int8 AS oid, relnamespace::regnamespace::text AS schema, relname, relkind = 'v' AS is_view,
              obj_description(oid, 'pg_class') AS comment
            FROM pg_class
            WHERE relnamespace IN ('warehouse'::regnamespace, 'mart'::regnamespace)
              AND relkind IN ('r', 'p', 'v', 'm') AND NOT relispartition
            ORDER BY relnamespace <> 'warehouse'::regnamespace, relname COLLATE "C"
            """)
        .map(
            row ->
                new ModelTable(
                    row.get("schema", String.class),
                    row.get("relname", String.class),
                    row.get("is_view", Boolean.class),
                    row.get("comment", String.class),
                    columns(row.get("oid", Long.class))));
  }

  private List<ModelColumn> columns(long table) {
    return dsl.fetch(
            """
            SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull,
              col_description(attrelid, attnum) AS comment,
              EXISTS (SELECT FROM pg_index
                WHERE indrelid = attrelid AND indisunique AND indpred IS NULL AND indnkeyatts = 1 AND indkey[0] = attnum) AS is_unique
            FROM pg_attribute
            WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum
            """,
            table)
        .map(
            row ->
                new ModelColumn(
                    row.get("attname", String.class),
                    row.get("type", String.class),
                    row.get("comment", String.class),
                    row.get("attnotnull", Boolean.class),
                    row.get("is_unique", Boolean.class)));
  }

  private Map<String, Figure> figures() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    dsl.fetch("SELECT * FROM mart.definition ORDER BY figure")
        .map(CatalogueReader::figure)
        .forEach(figure -> figures.put(figure.key(), figure));
    return figures;
  }

  private static Figure figure(Record row) {
    Function<String, String> text = column -> row.get(column, String.class);
    return new Figure(
        text.apply("figure"),
        text.apply("name_en"),
        text.apply("name_ro"),
        text.apply("text_en"),
        text.apply("text_ro"),
        text.apply("formula"),
        text.apply("unit"),
        text.apply("additivity"));
  }

  private List<ModelDashboard> dashboards(List<ModelTable> tables) {
    return dsl
        .fetch(
            "SELECT dashboard, position, report, title, kpi FROM mart.dashboard ORDER BY dashboard, position")
        .map(row -> tile(row, tables))
        .stream()
        .collect(
            Collectors.groupingBy(
                DashboardTile::dashboard, LinkedHashMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(dashboard -> new ModelDashboard(dashboard.getKey(), dashboard.getValue()))
        .toList();
  }

  private static DashboardTile tile(Record row, List<ModelTable> tables) {
    String report = row.get("report", String.class);
    Optional<String> kpi = Optional.ofNullable(row.get("kpi", String.class));
    return new DashboardTile(
        row.get("dashboard", String.class),
        row.get("position", Integer.class),
        tables.stream()
            .filter(table -> table.schema().equals("mart") && table.name().equals(report))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("mart has no " + report)),
        row.get("title", String.class),
        kpi,
        TileCharts.of(report, kpi));
  }
}
