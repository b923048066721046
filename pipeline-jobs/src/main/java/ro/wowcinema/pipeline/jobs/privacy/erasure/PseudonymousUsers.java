package ro.wowcinema.pipeline.jobs.privacy.erasure;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_USER;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Table;
import ro.wowcinema.pipeline.jobs.privacy.Counts;
import ro.wowcinema.pipeline.jobs.privacy.PersonalTables;

/**
 * Replaces each erased user by a pseudonymous user: a random negative number that cannot be linked
 * to the user. The sessions, plans and counties are assigned to the pseudonymous user, with new
 * ids, so that totals stay the same after any recomputation. Rows of a pseudonymous user belong to
 * no delivery: loading a delivery again does not remove them.
 */
final class PseudonymousUsers {
  /** Logical date of rows without a delivery. */
  private static final String NO_DELIVERY = "1900-01-01";

  private static final Table<?> ERASING = table(name("erasing"));
  private static final Field<Long> USER_ID = field(name("user_id"), Long.class);
  private static final Field<Long> PSEUDONYMOUS_ID = field(name("pseudonymous_id"), Long.class);

  private final DSLContext dsl;
  private final CoarseInstants instants;
  private final SecureRandom random = new SecureRandom();

  PseudonymousUsers(DSLContext dsl) {
    this.dsl = dsl;
    this.instants = new CoarseInstants(dsl);
  }

  /** Assigns a random id to each user, in the temporary table {@code erasing}. */
  void assignIds(Collection<Long> userIds) {
    dsl.execute(
        "create temporary table erasing (user_id bigint primary key, pseudonymous_id bigint not null unique) on commit drop");
    for (long userId : userIds) {
      dsl.insertInto(ERASING, USER_ID, PSEUDONYMOUS_ID).values(userId, unusedId()).execute();
    }
    dsl.execute("analyze erasing");
  }

  /** Small negative numbers are reserved, such as that of the Unknown row. */
  private long unusedId() {
    long number = -(1_000_000L + (random.nextLong() >>> 2));
    boolean isTaken = dsl.fetchExists(DIM_USER, DIM_USER.USER_ID.eq(number));
    return isTaken ? unusedId() : number;
  }

  /** Detaches or deletes all rows of the users. */
  void replace(Instant at, Counts counts) {
    deleteSupersededRows();
    instants.prepare();
    ErasedAggregates aggregates = new ErasedAggregates(dsl);
    aggregates.remember();
    renameSessions();
    for (PersonalTables.PersonalTable personal : PersonalTables.withUser(dsl)) {
      counts.add(personal.path(), replace(personal));
    }
    assignNewKeys();
    forgetBirthYears();
    aggregates.move();
    markDeleted(at);
  }

  /** Only the latest state of a log and of an instant counts; no correction can follow. */
  private void deleteSupersededRows() {
    dsl.execute(
        """
        delete from cleansed.session_record as r using erasing as e
        where r.user_id = e.user_id and exists (
          select from cleansed.session_record as later
          where later.log_id = r.log_id
            and (later.emitted_at, later.emitted_nanoseconds, later.logical_date)
              > (r.emitted_at, r.emitted_nanoseconds, r.logical_date))
        """);
    dsl.execute(
        """
        delete from cleansed.user_change as c using erasing as e
        where c.user_id = e.user_id and exists (
          select from cleansed.user_change as later
          where later.user_id = c.user_id and later.effective_at = c.effective_at
            and (later.effective_nanoseconds, later.logical_date)
              > (c.effective_nanoseconds, c.logical_date))
        """);
    dsl.execute(
        "update cleansed.session_record as r set logical_date = date '%s', emitted_nanoseconds = 0 from erasing as e where r.user_id = e.user_id"
            .formatted(NO_DELIVERY));
    dsl.execute(
        "update cleansed.user_change as c set logical_date = date '%s', effective_nanoseconds = 0, birth_year = null from erasing as e where c.user_id = e.user_id"
            .formatted(NO_DELIVERY));
  }

  private void renameSessions() {
    dsl.execute(
        """
        create temporary table erased_session on commit drop as
        select log_id, 'erased-' || gen_random_uuid() as new_id
        from (
          select log_id from cleansed.session_record join erasing using (user_id)
          union
          select log_id from cleansed.watch_session join erasing using (user_id)
          union
          select session_id from warehouse.fact_watch_session join erasing using (user_id)
        ) as sessions
        """);
    dsl.execute("create unique index on erased_session (log_id)");
    dsl.execute("analyze erased_session");
    for (String column : new String[] {"log_id", "session_id"}) {
      for (PersonalTables.PersonalTable personal : PersonalTables.with(dsl, column)) {
        if (!personal.schema().equals("staging")) {
          renameSessions(personal, column);
        }
      }
    }
  }

  private void renameSessions(PersonalTables.PersonalTable personal, String column) {
    boolean hasUser = PersonalTables.withUser(dsl).contains(personal);
    dsl.execute(
        hasUser
            ? "update {0} as t set {1} = s.new_id from erased_session as s, erasing as e where s.log_id = t.{1} and e.user_id = t.user_id"
            : "update {0} as t set {1} = s.new_id from erased_session as s where s.log_id = t.{1}",
        table(personal.qualified()),
        field(name(column)));
  }

  private int replace(PersonalTables.PersonalTable personal) {
    Name table = personal.qualified();
    if (personal.treatment() != PersonalTables.Treatment.DETACHED) {
      // In staging a number is text as delivered.
      return dsl.execute(
          "delete from {0} as t using erasing as e where t.user_id::bigint = e.user_id", table);
    }
    return dsl.execute(
        "update {0} as t set user_id = e.pseudonymous_id"
            + instants.assignments(personal)
            + " from erasing as e where t.user_id = e.user_id",
        table);
  }

  /** Surrogate keys follow the order of user numbers: old keys would narrow down the user. */
  private void assignNewKeys() {
    dsl.execute(
        """
        create temporary table erased_key on commit drop as
        select u.user_id, u.user_key, (select max(user_key) from warehouse.dim_user)
          + row_number() over (order by u.user_id, u.valid_from) as new_key
        from warehouse.dim_user as u join erasing as e on e.pseudonymous_id = u.user_id
        """);
    dsl.execute("analyze erased_key");
    for (PersonalTables.PersonalTable personal : PersonalTables.with(dsl, "user_key")) {
      dsl.execute(
          "update {0} as t set user_key = k.new_key from erased_key as k where t.user_id = k.user_id and t.user_key = k.user_key",
          table(personal.qualified()));
    }
  }

  private void forgetBirthYears() {
    for (String table : new String[] {"warehouse.dim_user", "aggregate.user_status"}) {
      dsl.execute(
          "update {0} as u set birth_year = null from erasing as e where u.user_id = e.pseudonymous_id",
          table(name(table.split("\\.", -1))));
    }
  }

  /**
   * Marks the pseudonymous user as deleted from the next day on, by an ordinary change after the
   * reported period, so that no published total changes. The exact moment of the erasure is also in
   * the registry and in the audit, and would link these to the pseudonymous user.
   */
  private void markDeleted(Instant at) {
    dsl.execute(
        """
        insert into cleansed.user_change (user_id, effective_at, logical_date, plan_id, region_code,
          subscription_start_date, subscription_end_date, consent_personalisation, birth_year, is_deleted)
        select distinct on (c.user_id) c.user_id,
          mart.start_of(mart.bucharest_date(
            greatest({0}, c.effective_at, (select mart.start_of(as_of_date) from mart.as_of))) + 1),
          {1}::date, c.plan_id, c.region_code, c.subscription_start_date, c.subscription_end_date, false, null, true
        from cleansed.user_change as c
        join erasing as e on e.pseudonymous_id = c.user_id
        order by c.user_id, c.effective_at desc
        """,
        val(at), val(NO_DELIVERY));
    dsl.execute(
        "insert into change_queue.changed_user (user_id) select pseudonymous_id from erasing");
  }
}
