package ro.wowcinema.pipeline.jobs.documentation;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The schema {@code warehouse}, read from the catalogue of a migrated database. */
final class Star {
  private final DSLContext dsl;

  Star(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Facts, then bridges, dimensions and views; partitions are not tables of their own. */
  List<StarTable> tables() {
    return dsl.fetch(
            """
            SELECT relname, relkind = 'v' AS is_view, coalesce(obj_description(oid, 'pg_class'), '') AS comment,
              CASE relkind WHEN 'p' THEN pg_get_partkeydef(oid) END AS partitioned_by
            FROM pg_class
            WHERE relnamespace = 'warehouse'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT relispartition
            ORDER BY relkind = 'v', relname NOT LIKE 'fact%', relname NOT LIKE 'bridge%', relname COLLATE "C"
            """)
        .map(this::table);
  }

  /** Its Unknown member has the least key of a dimension. */
  long unknownMember(StarTable dimension) {
    return ((Number)
            dsl.fetchValue(
                "SELECT min(%s) FROM warehouse.%s".formatted(dimension.key(), dimension.name())))
        .longValue();
  }

  /** Views that people read, of the schema {@code mart}. */
  List<String> reports() {
    return dsl.fetch(
            """
            SELECT relname FROM pg_class
            WHERE relnamespace = 'mart'::regnamespace AND relkind IN ('v', 'm') ORDER BY relname COLLATE "C"
            """)
        .map(row -> row.get(0, String.class));
  }

  private StarTable table(Record row) {
    String name = row.get("relname", String.class);
    return new StarTable(
        name,
        row.get("is_view", Boolean.class),
        row.get("comment", String.class),
        Optional.ofNullable(row.get("partitioned_by", String.class)),
        columns(name));
  }

  private List<StarColumn> columns(String table) {
    return dsl.fetch(
            """
            SELECT attname, format_type(atttypid, atttypmod) AS type, coalesce(col_description(attrelid, attnum), '') AS comment,
              NOT attnotnull AS is_nullable,
              EXISTS (SELECT FROM pg_index
                WHERE indrelid = attrelid AND indisprimary AND attnum = ANY (indkey)) AS is_primary,
              EXISTS (SELECT FROM pg_index
                WHERE indrelid = attrelid AND indisunique AND indpred IS NULL AND attnum = ANY (indkey)) AS is_unique
            FROM pg_attribute
            WHERE attrelid = ('warehouse.' || ?)::regclass AND attnum > 0 AND NOT attisdropped
            ORDER BY attnum
            """,
            table)
        .map(Star::column);
  }

  private static StarColumn column(Record row) {
    return new StarColumn(
        row.get("attname", String.class),
        row.get("type", String.class)
            .replace("timestamp with time zone", "timestamptz")
            .replace("integer", "int"),
        row.get("comment", String.class),
        row.get("is_nullable", Boolean.class),
        row.get("is_primary", Boolean.class),
        row.get("is_unique", Boolean.class));
  }
}
