package ro.wowcinema.pipeline.jobs.mart.recommendation;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.db.PlannerStatistics;
import ro.wowcinema.pipeline.core.db.TempTables;
import ro.wowcinema.pipeline.core.quality.CheckScope;

/**
 * A report that is recomputed as a whole each day, one edition after the other.
 *
 * @param report the view that readers see; its name is the edition's subject
 * @param rows the table behind it, with the rows of the current and of the next edition
 * @param number its column of the edition's number
 */
record WholeEdition(Table<?> report, Table<?> rows, Field<Integer> number) {
  WholeEdition {
    requireNonNull(report, "report is null");
    requireNonNull(rows, "rows is null");
    requireNonNull(number, "number is null");
  }

  /**
   * Puts rows in place as the next edition, unless they are those that readers see already. The
   * current edition stays as it is; all others go.
   *
   * @param fresh temporary table that has the columns of {@code rows} but the number
   * @return rows written
   */
  int write(DSLContext dsl, Table<?> fresh) {
    int current = Editions.current(dsl, report);
    removeOthers(dsl);
    if (isSame(dsl, fresh, current)) {
      Editions.recall(dsl, report);
      return 0;
    }
    Editions.announce(dsl, report);
    List<Field<?>> values = new ArrayList<>(List.of(inline(Editions.next(dsl, report))));
    values.addAll(TempTables.columns(fresh, columns()));
    int written =
        dsl.insertInto(rows)
            .columns(Stream.concat(Stream.of(number), columns().stream()).toList())
            .select(select(values).from(fresh))
            .execute();
    PlannerStatistics.gather(dsl, rows);
    return written;
  }

  /** Takes out what readers do not see. */
  int removeOthers(DSLContext dsl) {
    return dsl.deleteFrom(rows).where(number.ne(Editions.current(dsl, report))).execute();
  }

  /** For checks: the rows that are still to be shown. */
  CheckScope next() {
    return Editions.next(report, number);
  }

  private boolean isSame(DSLContext dsl, Table<?> fresh, int current) {
    Select<Record> shown = select(columns()).from(rows).where(number.eq(current));
    return dsl.fetchCount(fresh) == dsl.fetchCount(shown)
        && !dsl.fetchExists(select(TempTables.columns(fresh, columns())).from(fresh).except(shown));
  }

  private List<Field<?>> columns() {
    return Stream.of(rows.fields()).filter(column -> !column.equals(number)).toList();
  }
}
