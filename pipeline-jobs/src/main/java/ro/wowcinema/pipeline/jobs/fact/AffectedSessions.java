package ro.wowcinema.pipeline.jobs.fact;

import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_PLAN_VERSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_TITLE_VERSION;
import static ro.wowcinema.warehouse.change_queue.Tables.CHANGED_USER_VERSION;
import static ro.wowcinema.warehouse.cleansed.Tables.WATCH_SESSION;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;
import static ro.wowcinema.warehouse.warehouse.Tables.FACT_WATCH_SESSION;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.job.ChangedKeys;

/**
 * Which rows of the fact may no longer be right, as (session_id, session_start): sessions that
 * came, changed or went; the session that a user had before each of those, whose end may be the
 * next one's start; and all sessions from the instant on at which a version of their user, title or
 * plan changed.
 *
 * <p>They are looked for in the cleansed sessions, by index, and not in the fact: its partitions
 * that have none of them are left alone.
 */
final class AffectedSessions {
  /** Holds them until the transaction ends. */
  static final Table<?> TABLE = table(name("affected_session"));

  private final DSLContext dsl;

  AffectedSessions(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Consumes all changed keys; returns a temporary table with each affected session once. */
  Table<?> consume() {
    Table<?> sessions =
        ChangedKeys.consumeAll(
            dsl,
            CHANGED_SESSION,
            CHANGED_SESSION.LOG_ID.as(FACT_WATCH_SESSION.SESSION_ID),
            CHANGED_SESSION.USER_ID,
            CHANGED_SESSION.SESSION_START);
    return TempTables.create(
        dsl,
        TABLE.getName(),
        touched(sessions)
            .union(previousOf(sessions))
            .union(sinceUserChanged())
            .union(sinceTitleChanged())
            .union(sincePlanChanged()));
  }

  private Select<Record2<String, Instant>> touched(Table<?> sessions) {
    return dsl.select(
            column(sessions, FACT_WATCH_SESSION.SESSION_ID),
            column(sessions, FACT_WATCH_SESSION.SESSION_START))
        .from(sessions);
  }

  private Select<Record2<String, Instant>> previousOf(Table<?> sessions) {
    Field<Long> userId = column(sessions, CHANGED_SESSION.USER_ID);
    var earlier = WATCH_SESSION.as("earlier");
    return dsl.select(WATCH_SESSION.LOG_ID, WATCH_SESSION.SESSION_START)
        .from(sessions)
        .join(WATCH_SESSION)
        .on(WATCH_SESSION.USER_ID.eq(userId))
        .and(
            WATCH_SESSION.SESSION_START.eq(
                select(max(earlier.SESSION_START))
                    .from(earlier)
                    .where(earlier.USER_ID.eq(userId))
                    .and(
                        earlier.SESSION_START.lt(column(sessions, CHANGED_SESSION.SESSION_START)))))
        .where(WATCH_SESSION.SESSION_END.isNull());
  }

  private Select<Record2<String, Instant>> sinceUserChanged() {
    Table<?> users =
        earliest(CHANGED_USER_VERSION, CHANGED_USER_VERSION.USER_ID, CHANGED_USER_VERSION.SINCE);
    return dsl.select(WATCH_SESSION.LOG_ID, WATCH_SESSION.SESSION_START)
        .from(users)
        .join(WATCH_SESSION)
        .on(WATCH_SESSION.USER_ID.eq(column(users, CHANGED_USER_VERSION.USER_ID)))
        .and(WATCH_SESSION.SESSION_START.ge(column(users, CHANGED_USER_VERSION.SINCE)));
  }

  private Select<Record2<String, Instant>> sinceTitleChanged() {
    Table<?> titles =
        earliest(
            CHANGED_TITLE_VERSION, CHANGED_TITLE_VERSION.TITLE_ID, CHANGED_TITLE_VERSION.SINCE);
    return dsl.select(WATCH_SESSION.LOG_ID, WATCH_SESSION.SESSION_START)
        .from(titles)
        .join(WATCH_SESSION)
        .on(WATCH_SESSION.TITLE_ID.eq(column(titles, CHANGED_TITLE_VERSION.TITLE_ID)))
        .and(WATCH_SESSION.SESSION_START.ge(column(titles, CHANGED_TITLE_VERSION.SINCE)));
  }

  /** Sessions of users who had the plan then; whose own versions changed is affected already. */
  private Select<Record2<String, Instant>> sincePlanChanged() {
    Table<?> plans =
        earliest(CHANGED_PLAN_VERSION, CHANGED_PLAN_VERSION.PLAN_ID, CHANGED_PLAN_VERSION.SINCE);
    return dsl.select(WATCH_SESSION.LOG_ID, WATCH_SESSION.SESSION_START)
        .from(plans)
        .join(DIM_USER)
        .on(DIM_USER.PLAN_ID.eq(column(plans, CHANGED_PLAN_VERSION.PLAN_ID)))
        .join(WATCH_SESSION)
        .on(WATCH_SESSION.USER_ID.eq(DIM_USER.USER_ID))
        .and(WATCH_SESSION.SESSION_START.ge(DIM_USER.VALID_FROM))
        .and(WATCH_SESSION.SESSION_START.lt(DIM_USER.VALID_TO))
        .and(WATCH_SESSION.SESSION_START.ge(column(plans, CHANGED_PLAN_VERSION.SINCE)));
  }

  private <T> Table<?> earliest(Table<?> touched, Field<T> key, Field<Instant> since) {
    Table<?> taken = ChangedKeys.consumeAll(dsl, touched, key, since);
    return dsl.select(column(taken, key), min(column(taken, since)).as(since))
        .from(taken)
        .groupBy(column(taken, key))
        .asTable("earliest_" + touched.getName());
  }
}
