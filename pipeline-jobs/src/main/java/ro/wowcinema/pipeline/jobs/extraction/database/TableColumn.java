package ro.wowcinema.pipeline.jobs.extraction.database;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * A column that a table of the source has.
 *
 * @param name its name
 * @param type its type as PostgreSQL calls it, of a domain the one below
 * @param isReadable whether our user may read it
 */
record TableColumn(String name, String type, boolean isReadable) {
  /** Columns of a table or view; none where there is no such table. */
  static List<TableColumn> of(DSLContext dsl, String schema, String table) {
    return dsl.resultQuery(
            """
            SELECT a.attname::text AS name,
                   format_type(coalesce(nullif(t.typbasetype, 0), a.atttypid), NULL) AS type,
                   has_schema_privilege(n.oid, 'USAGE')
                     AND has_column_privilege(c.oid, a.attnum, 'SELECT') AS is_readable
            FROM pg_catalog.pg_class AS c
            JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid
            JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
            WHERE n.nspname = {0}
              AND c.relname = {1}
              AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
              AND a.attnum > 0
              AND NOT a.attisdropped
            """,
            DSL.val(schema), DSL.val(table))
        .fetch(
            row ->
                new TableColumn(
                    row.get("name", String.class),
                    row.get("type", String.class),
                    row.get("is_readable", Boolean.class)));
  }
}
