package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.nullif;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.TITLE_ENGAGEMENT;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;

import java.math.BigDecimal;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * What is summed up of sessions, each with its sign.
 *
 * @param rows has the columns of {@code change_queue.session_delta}, or those that are asked for
 */
record Measures(Table<?> rows) {
  /** The Unknown member of dim_reaction. */
  private static final short NO_REACTION = -9;

  Field<Long> views() {
    return DSL.field("sum({0})", SQLDataType.BIGINT, sign()).as(TITLE_ENGAGEMENT.VIEWS);
  }

  Field<BigDecimal> viewedSeconds() {
    return sum(SESSION_DELTA.VIEWED_SECONDS).as(TITLE_ENGAGEMENT.VIEWED_SECONDS);
  }

  /** Sessions that the next one closed, so that nobody saw their end. */
  Field<Long> unobserved() {
    return count("{1} = 'next_session'", column(rows, SESSION_DELTA.CLOSE_REASON))
        .as(VIEWING_DAY.UNOBSERVED);
  }

  Field<Long> ratioSessions() {
    return known(column(rows, SESSION_DELTA.COMPLETION_RATIO)).as(TITLE_ENGAGEMENT.RATIO_SESSIONS);
  }

  Field<BigDecimal> ratioSum() {
    return sum(SESSION_DELTA.COMPLETION_RATIO).as(TITLE_ENGAGEMENT.RATIO_SUM);
  }

  Field<Long> completed() {
    return count("{1}", column(rows, SESSION_DELTA.IS_COMPLETED)).as(TITLE_ENGAGEMENT.COMPLETED);
  }

  Field<Long> ratings() {
    return known(column(rows, SESSION_DELTA.RATING)).as(TITLE_ENGAGEMENT.RATINGS);
  }

  Field<BigDecimal> ratingSum() {
    return sum(SESSION_DELTA.RATING).as(TITLE_ENGAGEMENT.RATING_SUM);
  }

  Field<Long> reactions() {
    return known(score()).as(TITLE_ENGAGEMENT.REACTIONS);
  }

  Field<Long> reactionSum() {
    return DSL.field("coalesce(sum({0} * {1}), 0)", SQLDataType.BIGINT, sign(), score())
        .as(TITLE_ENGAGEMENT.REACTION_SUM);
  }

  /** How many more have any, where each row has how many there were and how many more there are. */
  static Field<Long> moreWithAny(Field<Long> before, Field<Long> more) {
    return DSL.count()
        .filterWhere(before.eq(inline(0L)))
        .minus(DSL.count().filterWhere(before.plus(more).eq(inline(0L))))
        .cast(SQLDataType.BIGINT);
  }

  private Field<Short> score() {
    return nullif(column(rows, SESSION_DELTA.REACTION_CODE), inline(NO_REACTION));
  }

  private Field<Long> known(Field<?> column) {
    return count("{1} is not null", column);
  }

  private Field<Long> count(String condition, Field<?> column) {
    return DSL.field(
        "coalesce(sum({0}) filter (where " + condition + "), 0)",
        SQLDataType.BIGINT,
        sign(),
        column);
  }

  private Field<BigDecimal> sum(Field<BigDecimal> column) {
    return DSL.field(
        "coalesce(sum({0} * {1}), 0)", SQLDataType.NUMERIC, sign(), column(rows, column));
  }

  private Field<Short> sign() {
    return column(rows, SESSION_DELTA.SIGN);
  }
}
