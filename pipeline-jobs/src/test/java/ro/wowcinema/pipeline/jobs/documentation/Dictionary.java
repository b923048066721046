package ro.wowcinema.pipeline.jobs.documentation;

import java.util.List;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.Record;

/** What analysts may read, from the comments of a migrated database. */
final class Dictionary {
  private final DSLContext dsl;

  Dictionary(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Tables and views of a schema, partitions within their tables. */
  List<Relation> relations(String schema) {
    return dsl.fetch(
            """
            SELECT relname, relkind = 'v' AS is_view, coalesce(obj_description(oid, 'pg_class'), '') AS comment
            FROM pg_class
            WHERE relnamespace = ?::regnamespace AND relkind IN ('r', 'p', 'v', 'm') AND NOT relispartition
            ORDER BY relname COLLATE "C"
            """,
            schema)
        .map(row -> relation(schema, row));
  }

  /** Functions of a schema that are no business of others. */
  MarkdownTable functions(String schema) {
    MarkdownTable table = new MarkdownTable("function", "result", "");
    dsl.fetch(
            """
            SELECT proname || '(' || pg_get_function_identity_arguments(oid) || ')' AS signature,
              pg_get_function_result(oid) AS result, coalesce(obj_description(oid, 'pg_proc'), '') AS comment
            FROM pg_proc WHERE pronamespace = ?::regnamespace ORDER BY proname COLLATE "C"
            """,
            schema)
        .forEach(
            row ->
                table.row(
                    MarkdownTable.code(row.get("signature", String.class)),
                    MarkdownTable.code(row.get("result", String.class)),
                    row.get("comment", String.class)));
    return table;
  }

  /** What figures mean, in English. */
  MarkdownTable figures() {
    MarkdownTable table =
        new MarkdownTable("figure", "name", "meaning", "formula", "unit", "may be summed up");
    dsl.fetch(
            "SELECT figure, name_en, text_en, formula, unit, additivity FROM mart.definition ORDER BY figure")
        .forEach(
            row ->
                table.row(
                    MarkdownTable.code(row.get("figure", String.class)),
                    row.get("name_en", String.class),
                    row.get("text_en", String.class),
                    row.get("formula", String.class),
                    row.get("unit", String.class),
                    row.get("additivity", String.class)));
    return table;
  }

  /** What each component of a KPI weighs. */
  MarkdownTable weights() {
    MarkdownTable table = new MarkdownTable("KPI", "component", "weight", "meaning");
    dsl.fetch("SELECT kpi, component, weight, meaning FROM mart.kpi_weight ORDER BY kpi, component")
        .forEach(
            row ->
                table.row(
                    MarkdownTable.code(row.get("kpi", String.class)),
                    MarkdownTable.code(row.get("component", String.class)),
                    row.get("weight", String.class),
                    row.get("meaning", String.class)));
    return table;
  }

  /** What each dashboard shows, one table after the other. */
  String dashboards() {
    return dsl
        .fetch(
            "SELECT dashboard, position, report, title, kpi FROM mart.dashboard ORDER BY dashboard, position")
        .intoGroups("dashboard")
        .entrySet()
        .stream()
        .map(dashboard -> "### %s%n%n%s".formatted(dashboard.getKey(), tiles(dashboard.getValue())))
        .collect(Collectors.joining("\n\n"));
  }

  private static MarkdownTable tiles(List<Record> dashboard) {
    MarkdownTable table = new MarkdownTable("", "report", "shows");
    dashboard.forEach(
        tile -> {
          String report = tile.get("report", String.class);
          String kpi = tile.get("kpi", String.class);
          table.row(
              tile.get("position", String.class),
              "[`%1$s`](data-dictionary.md#%1$s)".formatted(report)
                  + (kpi == null ? "" : " where `kpi = '%s'`".formatted(kpi)),
              tile.get("title", String.class));
        });
    return table;
  }

  private Relation relation(String schema, Record row) {
    String name = row.get("relname", String.class);
    return new Relation(
        name,
        row.get("is_view", Boolean.class),
        row.get("comment", String.class),
        columns(schema + "." + name));
  }

  private List<Column> columns(String relation) {
    return dsl.fetch(
            """
            SELECT attname, format_type(atttypid, atttypmod) AS type, coalesce(col_description(attrelid, attnum), '') AS comment
            FROM pg_attribute WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum
            """,
            relation)
        .map(
            row ->
                new Column(
                    row.get("attname", String.class),
                    row.get("type", String.class)
                        .replace("timestamp with time zone", "timestamptz"),
                    row.get("comment", String.class)));
  }

  /** A table or view. */
  record Relation(String name, boolean isView, String comment, List<Column> columns) {
    /** Whether it is made for people, and not for the views that are. */
    boolean isForPeople() {
      return name.startsWith("report_")
          || (name.startsWith("kpi") && isView)
          || (name.startsWith("user_") && isView);
    }

    String text() {
      MarkdownTable table = new MarkdownTable("column", "type", "");
      columns.forEach(
          column ->
              table.row(
                  MarkdownTable.code(column.name()),
                  MarkdownTable.code(column.type()),
                  column.comment()));
      return "### %s%n%n%s%n%n%s".formatted(name, comment, table);
    }
  }

  /** A column. */
  record Column(String name, String type, String comment) {}

  /** Relations one after the other. */
  static String text(List<Relation> relations) {
    return relations.stream().map(Relation::text).collect(Collectors.joining("\n\n"));
  }
}
