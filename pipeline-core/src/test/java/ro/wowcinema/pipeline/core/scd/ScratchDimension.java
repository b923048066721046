package ro.wowcinema.pipeline.core.scd;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** A dimension that belongs to no business, guarded as the star's are. */
final class ScratchDimension {
  static final Field<Integer> MEMBER = field(name("member"), SQLDataType.INTEGER);
  static final Field<String> NAME = field(name("name"), SQLDataType.VARCHAR);
  static final Field<Integer> SIZE = field(name("size"), SQLDataType.INTEGER);
  static final Field<Integer> COLOUR = field(name("colour"), SQLDataType.INTEGER);

  private static final Table<Record> TABLE = table(name("scratch", "dim_member"));
  private static final Field<Long> MEMBER_KEY = field(name("member_key"), SQLDataType.BIGINT);
  private static final Field<Instant> VALID_FROM = field(name("valid_from"), SQLDataType.INSTANT);
  private static final Field<Instant> VALID_TO = field(name("valid_to"), SQLDataType.INSTANT);
  private static final Field<Boolean> IS_CURRENT = field(name("is_current"), SQLDataType.BOOLEAN);

  static final Scd2Dimension DIMENSION =
      new Scd2Dimension(
          TABLE,
          MEMBER_KEY,
          MEMBER,
          VALID_FROM,
          VALID_TO,
          IS_CURRENT,
          List.of(NAME, SIZE),
          List.of(COLOUR));

  private ScratchDimension() {}

  static void create(DSLContext dsl) {
    dsl.execute(
        """
        create schema if not exists scratch;
        grant usage on schema scratch to wow_pipeline;
        alter default privileges in schema scratch
        grant select, insert, update, delete on tables to wow_pipeline
        """);
    dsl.execute(
        """
        create table if not exists scratch.dim_member (
          member_key bigint primary key,
          member int not null, name text, size int, colour int,
          valid_from timestamptz not null, valid_to timestamptz not null, is_current boolean not null,
          unique (member, valid_from), check (valid_from < valid_to))
        """);
    dsl.execute(
        "create unique index if not exists one_current on scratch.dim_member (member) where is_current");
  }

  /** Its rows by surrogate key, in the order of member and time. */
  static Map<Long, ScratchVersion> rows(DSLContext dsl) {
    Map<Long, ScratchVersion> rows = new LinkedHashMap<>();
    dsl.select(MEMBER_KEY, MEMBER, NAME, SIZE, COLOUR, VALID_FROM, VALID_TO, IS_CURRENT)
        .from(TABLE)
        .orderBy(MEMBER, VALID_FROM)
        .forEach(
            row ->
                rows.put(
                    row.get(MEMBER_KEY),
                    new ScratchVersion(
                        row.get(MEMBER),
                        new ScratchAttributes(row.get(NAME), row.get(SIZE)),
                        row.get(COLOUR),
                        row.get(VALID_FROM),
                        row.get(VALID_TO),
                        row.get(IS_CURRENT))));
    return rows;
  }
}
