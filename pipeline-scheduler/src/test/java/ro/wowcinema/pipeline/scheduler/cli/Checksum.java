package ro.wowcinema.pipeline.scheduler.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.core.db.Database;

/**
 * What the warehouse holds, in a few letters a table: the same rows, surrogate keys and all, give
 * the same.
 */
public final class Checksum {
  private Checksum() {}

  /** Every table of the schema {@code warehouse}. */
  public static Map<String, String> ofWarehouse(Database database) {
    Map<String, String> sums = new TreeMap<>();
    DSLContext dsl = database.dsl();
    Field<String> name = DSL.field("relname", String.class);
    dsl.select(name)
        .from("pg_class")
        .where(
            "relnamespace = 'warehouse'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition")
        .fetch(name)
        .forEach(table -> sums.put(table, of(dsl, "warehouse." + table)));
    return sums;
  }

  /** What the ledger says became of each delivered file, without when and in which run. */
  public static String ofDeliveries(Database database) {
    return of(
        database.dsl(),
        """
        (SELECT source, logical_date, file_name, sha256, state, lines_read, loaded, duplicates, rejected, warnings,
           orphans, (SELECT count(*) FROM ops.quarantine AS q WHERE q.source_file_id = f.source_file_id)
         FROM ops.source_file AS f)
        """);
  }

  private static String of(DSLContext dsl, String table) {
    return String.valueOf(
        dsl.fetchValue(
            "SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE \"C\"), ''))"
                + " FROM "
                + table
                + " AS t"));
  }
}
