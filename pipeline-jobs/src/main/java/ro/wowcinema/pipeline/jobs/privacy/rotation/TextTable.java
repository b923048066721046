package ro.wowcinema.pipeline.jobs.privacy.rotation;

import static java.util.stream.Collectors.joining;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.privacy.crypto.Encryption;

/**
 * A table or partition with columns that may contain encrypted texts: text, JSON, and arrays of
 * these.
 *
 * @param schema its schema
 * @param name its name
 * @param columns names of the columns
 * @param types PostgreSQL names of the columns' types
 */
record TextTable(String schema, String name, List<String> columns, List<String> types) {
  private static final int BATCH = 1000;

  TextTable {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  /**
   * All tables that the login may update; tables that it may only insert into have no encrypted
   * texts.
   */
  static List<TextTable> all(DSLContext dsl) {
    return dsl.fetch(
            """
            select n.nspname, c.relname, array_agg(a.attname::text order by a.attnum) as columns,
              array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum) as types
            from pg_class as c
            join pg_namespace as n on n.oid = c.relnamespace
            join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            join pg_type as t on t.oid = a.atttypid
            left join pg_type as e on e.oid = t.typelem and t.typcategory = 'A'
            where c.relkind = 'r' and n.nspname !~ '^(pg_|information_schema$)'
              and (coalesce(e.typcategory, t.typcategory) = 'S' or coalesce(e.typname, t.typname) in ('json', 'jsonb'))
              and has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'update')
            group by n.nspname, c.relname
            order by 1, 2
            """)
        .map(
            row ->
                new TextTable(
                    row.get("nspname", String.class),
                    row.get("relname", String.class),
                    Arrays.asList(row.get("columns", String[].class)),
                    Arrays.asList(row.get("types", String[].class))));
  }

  String path() {
    return schema + "." + name;
  }

  /**
   * Changes every text that contains encrypted values. A row that another transaction changes at
   * the same time stays unchanged: another pass has to process it.
   *
   * @param change returns the same text if there is nothing to change
   * @return number of changed rows
   */
  long replace(DSLContext dsl, UnaryOperator<String> change) {
    long found = 0;
    List<Row> batch = new ArrayList<>();
    try (Cursor<Record> rows = candidates(dsl)) {
      for (Record record : rows) {
        Row row = Row.of(record, change);
        if (row.isChanged()) {
          batch.add(row);
          found++;
        }
        if (batch.size() == BATCH) {
          update(dsl, batch);
          batch.clear();
        }
      }
    }
    update(dsl, batch);
    return found;
  }

  private Cursor<Record> candidates(DSLContext dsl) {
    List<Field<?>> fields = new ArrayList<>(List.of(field("ctid::text")));
    fields.addAll(texts());
    return dsl.select(fields)
        .from(DSL.table(DSL.name(schema, name)))
        .where(
            DSL.or(
                texts().stream()
                    .map(
                        text -> DSL.condition("strpos({0}, {1}) > 0", text, val(Encryption.PREFIX)))
                    .toList()))
        .fetchSize(BATCH)
        .fetchLazy();
  }

  private List<Field<String>> texts() {
    return columns.stream()
        .map(column -> field("{0}::text", String.class, DSL.name(column)))
        .toList();
  }

  /** A row's place, and its texts before and after the change. */
  private record Row(String place, List<String> before, List<String> after) {
    static Row of(Record record, UnaryOperator<String> change) {
      List<String> before =
          IntStream.range(1, record.size()).mapToObj(at -> record.get(at, String.class)).toList();
      return new Row(
          record.get(0, String.class),
          before,
          before.stream().map(text -> text == null ? null : change.apply(text)).toList());
    }

    boolean isChanged() {
      return !before.equals(after);
    }
  }

  private void update(DSLContext dsl, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<QueryPart> parameters = new ArrayList<>(List.of(DSL.name(schema, name)));
    parameters.add(val(rows.stream().map(Row::place).toArray(String[]::new)));
    for (int column = 0; column < columns.size(); column++) {
      int at = column;
      parameters.add(val(rows.stream().map(row -> row.before().get(at)).toArray(String[]::new)));
      parameters.add(val(rows.stream().map(row -> row.after().get(at)).toArray(String[]::new)));
    }
    columns.forEach(column -> parameters.add(DSL.name(column)));
    dsl.execute(updateStatement(), parameters.toArray(QueryPart[]::new));
  }

  /** Parameters: the table, the places, the old and new texts of each column, the columns. */
  private String updateStatement() {
    int first = 2 + 2 * columns.size();
    String assignments =
        each(at -> "{%d} = v.after_%d::%s".formatted(first + at, at, types.get(at)), ", ");
    String lists = each(at -> "{%d}::text[], {%d}::text[]".formatted(2 + 2 * at, 3 + 2 * at), ", ");
    String names = each(at -> "before_%d, after_%d".formatted(at, at), ", ");
    String isUnchanged =
        each(
            at -> "t.{%d}::text is not distinct from v.before_%d".formatted(first + at, at),
            " and ");
    return "update {0} as t set %s from unnest({1}::text[], %s) as v (place, %s) where t.ctid = v.place::tid and %s"
        .formatted(assignments, lists, names, isUnchanged);
  }

  private String each(IntFunction<String> part, String separator) {
    return IntStream.range(0, columns.size()).mapToObj(part).collect(joining(separator));
  }
}
