package ro.wowcinema.pipeline.jobs.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** What tables hold, in any order of their rows. */
public final class Checksums {
  private record Reference(String column, String dimension, String key, String naturalKey) {
    Reference(String key, String dimension, String naturalKey) {
      this(key, dimension, key, naturalKey);
    }
  }

  private static final List<Reference> REFERENCES =
      List.of(
          new Reference("user_key", "dim_user", "user_id || '@' || valid_from"),
          new Reference("title_key", "dim_title", "title_id || '@' || valid_from"),
          new Reference("plan_key", "dim_plan", "plan_id || '@' || valid_from"),
          new Reference(
              "subscribed_plan_key", "dim_plan", "plan_key", "plan_id || '@' || valid_from"),
          new Reference("genre_key", "dim_genre", "genre_name"),
          new Reference("person_key", "dim_person", "person_id"));

  /** The number of computations is irrelevant to a report's content. */
  private static final List<String> EDITIONS =
      List.of("edition", "current_edition", "next_edition");

  private Checksums() {}

  /** Every column of every table of the star. */
  public static Map<String, String> ofStar(DSLContext dsl) {
    return checksums(dsl, "warehouse", false);
  }

  /** The same, but of a surrogate key only what it stands for. */
  public static Map<String, String> ofStarWithoutSurrogateKeys(DSLContext dsl) {
    return checksums(dsl, "warehouse", true);
  }

  /**
   * Every column of every table of the mart and its aggregates, but of a surrogate key only what it
   * stands for.
   */
  public static Map<String, String> ofMartWithoutSurrogateKeys(DSLContext dsl) {
    Map<String, String> checksums = checksums(dsl, "aggregate", true);
    checksums.putAll(checksums(dsl, "mart", true));
    return checksums;
  }

  /** Rows of a table of the star in order, and of a surrogate key only what it stands for. */
  public static List<String> rowsWithoutSurrogateKeys(DSLContext dsl, String table) {
    return dsl
        .fetchValues(
            "select (" + resolvedRow(dsl, table) + ")::text from " + table + " as t order by 1")
        .stream()
        .map(String::valueOf)
        .toList();
  }

  /** Qualified names of the tables of some schemas; partitions count as part of their table. */
  public static List<String> tables(DSLContext dsl, String... schemas) {
    return dsl
        .fetchValues(
            """
            select format('%I.%I', n.nspname, c.relname)
            from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = any ({0})
            order by 1
            """,
            DSL.val(schemas))
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private static Map<String, String> checksums(DSLContext dsl, String schema, boolean resolved) {
    Map<String, String> checksums = new TreeMap<>();
    for (String table : tables(dsl, schema)) {
      String row = resolved ? resolvedRow(dsl, table) : "to_jsonb(t)";
      checksums.put(
          table,
          (String)
              dsl.fetchValue(
                  "select count(*) || ' rows ' || md5(coalesce(string_agg(line, E'\\n' order by line), ''))"
                      + " from (select ("
                      + row
                      + ")::text as line from "
                      + table
                      + " as t) as lines"));
    }
    return checksums;
  }

  private static String resolvedRow(DSLContext dsl, String table) {
    List<String> row = new ArrayList<>(List.of("to_jsonb(t)"));
    for (Reference reference : REFERENCES) {
      if (hasColumn(dsl, table, reference.column())) {
        row.set(0, row.get(0) + " - '" + reference.column() + "'");
        row.add(
            "jsonb_build_object('%s', (select %s from warehouse.%s as d where d.%s = t.%s))"
                .formatted(
                    reference.dimension(),
                    reference.naturalKey(),
                    reference.dimension(),
                    reference.key(),
                    reference.column()));
      }
    }
    for (String edition : EDITIONS) {
      row.set(0, row.get(0) + " - '" + edition + "'");
    }
    row.set(0, "(" + row.get(0) + ")");
    return String.join(" || ", row);
  }

  private static boolean hasColumn(DSLContext dsl, String table, String column) {
    return !dsl.fetch(
            "select 1 from pg_attribute where attrelid = ?::regclass and attname = ?",
            table,
            column)
        .isEmpty();
  }
}
