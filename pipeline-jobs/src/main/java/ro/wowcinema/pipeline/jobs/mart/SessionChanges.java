package ro.wowcinema.pipeline.jobs.mart;

import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;
import static ro.wowcinema.pipeline.core.db.TempTables.column;
import static ro.wowcinema.warehouse.cleansed.Tables.CHANGED_SESSION;
import static ro.wowcinema.warehouse.mart.Routines.bucharestDate;
import static ro.wowcinema.warehouse.mart.Routines.monthOf;
import static ro.wowcinema.warehouse.mart.Tables.GENRE_VIEWING;
import static ro.wowcinema.warehouse.mart.Tables.VIEWING_DAY;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;
import ro.wowcinema.pipeline.jobs.TouchedKeys;

/**
 * Rows of the fact that came and went since the aggregates were last maintained, with their day.
 */
final class SessionChanges {
  static final Table<?> TABLE = table(name("taken_changed_session"));
  static final Field<LocalDate> DAY = column(TABLE, VIEWING_DAY.DAY);
  static final Field<LocalDate> MONTH = column(TABLE, GENRE_VIEWING.MONTH);

  private SessionChanges() {}

  /** Takes them off. */
  static void take(DSLContext dsl) {
    Field<LocalDate> day = bucharestDate(CHANGED_SESSION.SESSION_START);
    List<Field<?>> columns = new ArrayList<>(List.of(CHANGED_SESSION.fields()));
    columns.add(day.as(VIEWING_DAY.DAY));
    columns.add(monthOf(day).as(GENRE_VIEWING.MONTH));
    TouchedKeys.takeAll(dsl, CHANGED_SESSION, columns.toArray(Field[]::new));
  }

  /** Their column of that name. */
  static <T> Field<T> of(Field<T> like) {
    return column(TABLE, like);
  }
}
