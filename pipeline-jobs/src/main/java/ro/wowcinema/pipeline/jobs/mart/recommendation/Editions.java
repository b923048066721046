package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static ro.wowcinema.warehouse.aggregate.Tables.EDITION;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.quality.CheckScope;

/**
 * Which edition of a report readers see, and which one is written meanwhile. Readers go from one to
 * the next at once, with all other reports.
 */
public final class Editions {
  private static final List<ToIntFunction<DSLContext>> REMOVALS =
      List.of(
          PopularMovies.EDITIONS::removeOthers,
          SimilarMovies.EDITIONS::removeOthers,
          Recommendations.EDITIONS::removeReplaced,
          ViewingProfiles.EDITIONS::removeReplaced);

  private Editions() {}

  /** Shows every next edition; to be called once, by the last job of the day. */
  public static int publish(DSLContext dsl) {
    int shown =
        dsl.update(EDITION)
            .set(EDITION.CURRENT_EDITION, EDITION.NEXT_EDITION)
            .where(EDITION.CURRENT_EDITION.ne(EDITION.NEXT_EDITION))
            .execute();
    return shown == 0 ? 0 : shown + removeReplaced(dsl);
  }

  private static int removeReplaced(DSLContext dsl) {
    return REMOVALS.stream().mapToInt(removal -> removal.applyAsInt(dsl)).sum();
  }

  /** The edition of a report that readers see. */
  static int current(DSLContext dsl, Table<?> report) {
    return number(dsl, report, EDITION.CURRENT_EDITION);
  }

  /** The edition that they see next; the current one where there is nothing new. */
  static int next(DSLContext dsl, Table<?> report) {
    return number(dsl, report, EDITION.NEXT_EDITION);
  }

  /** Rows that they do not see yet. */
  static CheckScope next(Table<?> report, Field<Integer> number) {
    return (dsl, date) -> number.gt(current(dsl, report));
  }

  /** Says that there is a new edition, one after the current. */
  static void announce(DSLContext dsl, Table<?> report) {
    set(dsl, report, EDITION.CURRENT_EDITION.plus(1));
  }

  /** Says that there is nothing new, whatever an attempt before said. */
  static void recall(DSLContext dsl, Table<?> report) {
    set(dsl, report, EDITION.CURRENT_EDITION);
  }

  /**
   * The as-of date that the latest edition was made for, of a report that is not made every day.
   */
  static Optional<LocalDate> madeOn(DSLContext dsl, Table<?> report) {
    return dsl.select(EDITION.MADE_ON)
        .from(EDITION)
        .where(EDITION.SUBJECT.eq(report.getName()))
        .fetchOptional(EDITION.MADE_ON);
  }

  /** Says for which as-of date the latest edition was made. */
  static void setMadeOn(DSLContext dsl, Table<?> report, LocalDate date) {
    dsl.update(EDITION)
        .set(EDITION.MADE_ON, date)
        .where(EDITION.SUBJECT.eq(report.getName()))
        .and(EDITION.MADE_ON.isDistinctFrom(date))
        .execute();
  }

  private static void set(DSLContext dsl, Table<?> report, Field<Integer> next) {
    dsl.update(EDITION)
        .set(EDITION.NEXT_EDITION, next)
        .where(EDITION.SUBJECT.eq(report.getName()))
        .and(EDITION.NEXT_EDITION.ne(next))
        .execute();
  }

  private static int number(DSLContext dsl, Table<?> report, Field<Integer> edition) {
    return dsl.select(edition)
        .from(EDITION)
        .where(EDITION.SUBJECT.eq(report.getName()))
        .fetchSingle(edition);
  }
}
