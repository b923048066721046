package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectDistinct;
import static org.jooq.impl.DSL.selectOne;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.mart.Tables.CONSENTING_USER;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.quality.CheckScope;

/**
 * A report with one row per user, recomputed only for changed users. A changed row is inserted
 * under the next edition; the previous row is deleted when that edition is published. It stays if
 * the run fails before that: it would not be recomputed, because its user is no longer enqueued.
 * Rows of users who withdrew their consent are deleted at once.
 *
 * @param report the view that readers see; its name is the edition's subject
 * @param rows the table behind it
 * @param number its column of the edition's number
 * @param user its column of the user
 */
record PersonalEdition(Table<?> report, Table<?> rows, Field<Integer> number, Field<Long> user) {
  PersonalEdition {
    requireNonNull(report, "report is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(number, "number is null");
    requireNonNull(user, "user is null");
  }

  /**
   * Puts rows that changed in place as the next edition.
   *
   * @param users who was touched: a table with user_id
   * @param fresh temporary table that has the columns of {@code rows} but the number, with a row
   *     for each of the users who consent
   * @return rows written
   */
  int write(DSLContext dsl, Table<?> users, Table<?> fresh) {
    int current = Editions.current(dsl, report);
    int removed = removeWithdrawn(dsl, users) + removeUnpublished(dsl, users, current);
    int inserted = insert(dsl, fresh, current);
    if (inserted > 0) {
      Editions.announce(dsl, report);
      PlannerStatistics.gather(dsl, rows);
    }
    return removed + inserted;
  }

  /** Rows of users who do not consent, or not any more. */
  Condition isWithdrawn() {
    return notExists(selectOne().from(CONSENTING_USER).where(CONSENTING_USER.USER_ID.eq(user)));
  }

  /** For checks: all rows that are still to be shown, also those of a run before that failed. */
  CheckScope next() {
    return Editions.next(report, number);
  }

  /** Takes out what the edition that was just published replaces. */
  int removeReplaced(DSLContext dsl) {
    Table<?> newer = rows.as("newer");
    return dsl.deleteFrom(rows)
        .using(newer)
        .where(column(newer, number).eq(Editions.current(dsl, report)))
        .and(column(newer, user).eq(user))
        .and(number.lt(column(newer, number)))
        .execute();
  }

  /** Who has rows, of whatever edition. */
  Select<Record1<Long>> users() {
    return selectDistinct(user).from(rows);
  }

  /**
   * Takes out all that no reader sees, so that no old row stands for one that is made again. The
   * last publication did so already where nothing went wrong.
   */
  int removeOutdated(DSLContext dsl) {
    int current = Editions.current(dsl, report);
    Table<?> newer = rows.as("newer");
    return dsl.deleteFrom(rows)
        .using(newer)
        .where(column(newer, user).eq(user))
        .and(column(newer, number).le(current))
        .and(number.lt(column(newer, number)))
        .execute();
  }

  private int removeWithdrawn(DSLContext dsl, Table<?> users) {
    return dsl.deleteFrom(rows)
        .using(users)
        .where(user.eq(column(users, user)))
        .and(isWithdrawn())
        .execute();
  }

  private int removeUnpublished(DSLContext dsl, Table<?> users, int current) {
    return dsl.deleteFrom(rows)
        .using(users)
        .where(user.eq(column(users, user)))
        .and(number.gt(current))
        .execute();
  }

  private int insert(DSLContext dsl, Table<?> fresh, int current) {
    Table<?> changed =
        select(TempTables.columns(fresh, content()))
            .from(fresh)
            .except(published(fresh, current))
            .asTable("changed");
    return dsl.insertInto(rows)
        .columns(Stream.concat(Stream.of(number), content().stream()).toList())
        .select(
            select(inline(current + 1))
                .select(TempTables.columns(changed, content()))
                .from(changed))
        .execute();
  }

  private Select<Record> published(Table<?> fresh, int current) {
    Condition isFresh = exists(selectOne().from(fresh).where(column(fresh, user).eq(user)));
    return select(content()).from(rows).where(number.le(current)).and(isFresh);
  }

  /** What a row says; not when. */
  List<Field<?>> content() {
    return Stream.of(rows.fields()).filter(column -> !column.equals(number)).toList();
  }
}
