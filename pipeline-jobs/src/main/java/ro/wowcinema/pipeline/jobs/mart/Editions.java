package ro.wowcinema.pipeline.jobs.mart;

import static ro.wowcinema.warehouse.mart.Tables.EDITION;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.warehouse.mart.Tables;

/**
 * Which edition of a report readers see, and which one is written meanwhile. Readers go from one to
 * the next at once, with all other reports.
 */
final class Editions {
  private static final List<WholeEdition> WHOLE =
      List.of(PopularMovies.EDITIONS, SimilarMovies.EDITIONS, Recommendations.EDITIONS);

  private Editions() {}

  /** Shows every next edition; to be called once, by the last job of the day. */
  static int publish(DSLContext dsl) {
    int shown =
        dsl.update(EDITION)
            .set(EDITION.CURRENT_EDITION, EDITION.NEXT_EDITION)
            .where(EDITION.CURRENT_EDITION.ne(EDITION.NEXT_EDITION))
            .execute();
    return shown == 0 ? 0 : shown + removeReplaced(dsl);
  }

  private static int removeReplaced(DSLContext dsl) {
    int removed = WHOLE.stream().mapToInt(edition -> edition.removeOthers(dsl)).sum();
    return removed + ViewingProfiles.removeReplaced(dsl, current(dsl, Tables.USER_VIEWING_PROFILE));
  }

  /** The edition of a report that readers see. */
  static int current(DSLContext dsl, Table<?> report) {
    return number(dsl, report, EDITION.CURRENT_EDITION);
  }

  /** The edition that they see next; the current one where there is nothing new. */
  static int next(DSLContext dsl, Table<?> report) {
    return number(dsl, report, EDITION.NEXT_EDITION);
  }

  /** Says that there is a new edition, one after the current. */
  static void announce(DSLContext dsl, Table<?> report) {
    set(dsl, report, EDITION.CURRENT_EDITION.plus(1));
  }

  /** Says that there is nothing new, whatever an attempt before said. */
  static void recall(DSLContext dsl, Table<?> report) {
    set(dsl, report, EDITION.CURRENT_EDITION);
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
