package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.values;
import static org.jooq.impl.DSL.when;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_BIRTH_YEAR;
import static ro.wowcinema.warehouse.aggregate.Tables.GENRE_VIEWER;
import static ro.wowcinema.warehouse.aggregate.Tables.USER_STATUS;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.jobs.mart.SumTable;

/**
 * Views of a genre by the viewer's year of birth. Sessions are counted under the year that
 * user_status has for their user, and all of a user's sessions move when that changes.
 */
final class GenreBirthYears {
  private static final SumTable TABLE =
      new SumTable(
          GENRE_BIRTH_YEAR,
          List.of(GENRE_BIRTH_YEAR.GENRE, GENRE_BIRTH_YEAR.BIRTH_YEAR),
          GENRE_BIRTH_YEAR.VIEWS,
          List.of());

  private static final Field<Long> CHANGED_USER = column(UserStatus.CHANGED, USER_STATUS.USER_ID);
  private static final Field<Integer> BEFORE = column(UserStatus.BEFORE, USER_STATUS.BIRTH_YEAR);
  private static final Field<Integer> NOW = column(UserStatus.NOW, USER_STATUS.BIRTH_YEAR);

  private GenreBirthYears() {}

  /** Once genres and users are published. */
  static int publish(DSLContext dsl) {
    Table<?> g = added().unionAll(moved()).asTable("g");
    Field<String> genre = column(g, GENRE_BIRTH_YEAR.GENRE);
    Field<Integer> year = column(g, GENRE_BIRTH_YEAR.BIRTH_YEAR);
    Field<Long> views = sum(column(g, GENRE_BIRTH_YEAR.VIEWS)).as(GENRE_BIRTH_YEAR.VIEWS);
    return TABLE.addAndPrune(dsl, select(genre, year, views).from(g).groupBy(genre, year));
  }

  /** Sessions that were added and removed, under the year that their user had until now. */
  private static Select<Record3<String, Integer, Long>> added() {
    Field<Long> userId = column(GenreViewers.CHANGED, GENRE_VIEWER.USER_ID);
    return select(
            column(GenreViewers.CHANGED, GENRE_VIEWER.GENRE),
            when(CHANGED_USER.isNotNull(), BEFORE)
                .otherwise(USER_STATUS.BIRTH_YEAR)
                .as(GENRE_BIRTH_YEAR.BIRTH_YEAR),
            column(GenreViewers.CHANGED, GenreViewers.MORE).as(GENRE_BIRTH_YEAR.VIEWS))
        .from(GenreViewers.CHANGED)
        .leftJoin(UserStatus.CHANGED)
        .on(CHANGED_USER.eq(userId))
        .leftJoin(UserStatus.BEFORE)
        .on(column(UserStatus.BEFORE, USER_STATUS.USER_ID).eq(userId))
        .leftJoin(USER_STATUS)
        .on(USER_STATUS.USER_ID.eq(userId));
  }

  /** All sessions of users who are known to be born in another year now. */
  private static Select<Record3<String, Integer, Long>> moved() {
    Table<?> year =
        lateral(values(row(BEFORE, inline(-1)), row(NOW, inline(1))))
            .as("y", GENRE_BIRTH_YEAR.BIRTH_YEAR.getName(), SESSION_DELTA.SIGN.getName());
    return select(
            GENRE_VIEWER.GENRE,
            column(year, GENRE_BIRTH_YEAR.BIRTH_YEAR),
            GENRE_VIEWER.VIEWS.times(column(year, SESSION_DELTA.SIGN).cast(SQLDataType.BIGINT)))
        .from(UserStatus.CHANGED)
        .leftJoin(UserStatus.BEFORE)
        .on(column(UserStatus.BEFORE, USER_STATUS.USER_ID).eq(CHANGED_USER))
        .leftJoin(UserStatus.NOW)
        .on(column(UserStatus.NOW, USER_STATUS.USER_ID).eq(CHANGED_USER))
        .join(GENRE_VIEWER)
        .on(GENRE_VIEWER.USER_ID.eq(CHANGED_USER))
        .crossJoin(year)
        .where(BEFORE.isDistinctFrom(NOW));
  }

  private static Field<Long> sum(Field<Long> views) {
    return DSL.field("sum({0})::bigint", SQLDataType.BIGINT, views);
  }
}
