package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import org.jooq.DSLContext;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;

/**
 * Coarsens the instants of erased users to the date, so that an earlier copy of their sessions does
 * not identify them by start times. Works on the users of the temporary table {@code erasing}.
 */
final class CoarseInstants {
  /** Start and end of unbounded versions. */
  private static final String UNBOUNDED =
      "timestamptz '1900-01-01T00:00Z', timestamptz '9999-12-31T00:00Z'";

  private final DSLContext dsl;

  CoarseInstants(DSLContext dsl) {
    this.dsl = dsl;
  }

  /** Must run before any row is changed: it reads the exact instants. */
  void prepare() {
    rememberChanges();
    closeSessions();
  }

  /** Stores the instants of the users' changes for {@link #coarse}. */
  private void rememberChanges() {
    dsl.execute(
        """
        create temporary table erased_change on commit drop as
        select distinct c.user_id, mart.bucharest_date(c.effective_at) as day, c.effective_at
        from cleansed.user_change as c join erasing as e using (user_id)
        """);
    dsl.execute("create unique index on erased_change (user_id, day, effective_at)");
    dsl.execute("analyze erased_change");
  }

  /**
   * Stores the end of each session that was closed by the next one: coarsened starts no longer show
   * which session was next, and how much later.
   */
  private void closeSessions() {
    for (String table : new String[] {"session_record", "watch_session"}) {
      dsl.execute(
          """
          update {0} as t set session_end = n.next_start, is_closed_by_next = true
          from (
            select s.log_id, s.user_id, (
              select min(following.session_start) from {0} as following
              where following.user_id = s.user_id and following.session_start > s.session_start) as next_start
            from {0} as s join erasing as e using (user_id)
            where s.session_end is null
          ) as n
          where t.log_id = n.log_id and t.user_id = n.user_id and t.session_end is null
            and n.next_start is not null
          """,
          table(name("cleansed", table)));
    }
  }

  /**
   * The start of the instant's day in Bucharest, plus one second for each change of the user on
   * that day until then. So each session keeps its version, the state at the end of each day stays,
   * and the order stays. For table {@code t}, whose user is not replaced yet.
   */
  private static String coarse(String column) {
    return """
        mart.start_of(mart.bucharest_date(t.%1$s)) + (
          select count(*) from erased_change as c
          where c.user_id = t.user_id and c.day = mart.bucharest_date(t.%1$s) and c.effective_at <= t.%1$s
        ) * interval '1 second'\
        """
        .formatted(column);
  }

  /**
   * Assignments for an UPDATE of table {@code t}, each after a comma; empty if the table has no
   * instants. The limit of an unbounded version stays, and a session keeps its length.
   */
  String assignments(PersonalTables.PersonalTable personal) {
    StringBuilder set = new StringBuilder();
    for (String column : PersonalTables.instantsOf(dsl, personal)) {
      String coarse =
          switch (column) {
            case "session_end" -> "t.session_end - t.session_start + " + coarse("session_start");
            case "emitted_at" -> coarse("session_start");
            default -> coarse(column);
          };
      set.append(
          ", %1$s = case when t.%1$s in (%2$s) then t.%1$s else %3$s end"
              .formatted(column, UNBOUNDED, coarse));
    }
    return set.toString();
  }
}
