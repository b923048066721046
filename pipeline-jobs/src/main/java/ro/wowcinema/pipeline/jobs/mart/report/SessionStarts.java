package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.aggregate.Tables.ACTIVE_USERS;
import static ro.wowcinema.warehouse.aggregate.Tables.VIEWING_DAY;
import static ro.wowcinema.warehouse.change_queue.Tables.SESSION_DELTA;

import java.time.Instant;
import java.time.LocalDate;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.db.TempTables;

/** When users started the sessions that changed: what counts who was active. */
final class SessionStarts {
  /** Has each user and start once, and how many sessions more there are; never none. */
  static final Table<?> TABLE = table(name("session_start_change"));

  static final Field<Long> USER_ID = column(TABLE, SESSION_DELTA.USER_ID);
  static final Field<Instant> START = column(TABLE, SESSION_DELTA.SESSION_START);
  static final Field<Long> SESSIONS = column(TABLE, ACTIVE_USERS.SESSIONS);
  static final Field<LocalDate> DAY = column(TABLE, VIEWING_DAY.DAY);

  private SessionStarts() {}

  static void collect(DSLContext dsl) {
    Field<Long> userId = SessionChanges.of(SESSION_DELTA.USER_ID);
    Field<Instant> start = SessionChanges.of(SESSION_DELTA.SESSION_START);
    Field<Long> sessions =
        DSL.field("sum({0})::bigint", SQLDataType.BIGINT, SessionChanges.of(SESSION_DELTA.SIGN));
    TempTables.create(
        dsl,
        TABLE.getName(),
        dsl.select(userId, start, SessionChanges.DAY, sessions.as(ACTIVE_USERS.SESSIONS))
            .from(SessionChanges.TABLE)
            .groupBy(userId, start, SessionChanges.DAY)
            .having(sessions.ne(0L)));
  }
}
