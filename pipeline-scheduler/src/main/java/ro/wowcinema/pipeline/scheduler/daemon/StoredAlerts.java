package ro.wowcinema.pipeline.scheduler.daemon;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static ro.wowcinema.warehouse.ops.Tables.ALERT;

import java.util.List;
import java.util.Locale;
import org.jooq.DSLContext;
import org.jooq.Record;
import ro.wowcinema.pipeline.core.alert.AlertKind;
import ro.wowcinema.pipeline.scheduler.alert.Alert;

/** Alerts as they were raised. */
final class StoredAlerts {
  private final DSLContext dsl;

  StoredAlerts(DSLContext dsl) {
    this.dsl = requireNonNull(dsl, "dsl is null");
  }

  /** The last one's number; 0 where there is none. */
  long lastId() {
    return dsl.select(coalesce(max(ALERT.ALERT_ID), inline(0L)))
        .from(ALERT)
        .fetchSingle(row -> row.value1());
  }

  List<Alert> after(long id) {
    return dsl.selectFrom(ALERT)
        .where(ALERT.ALERT_ID.gt(id))
        .orderBy(ALERT.ALERT_ID)
        .fetch(StoredAlerts::alert);
  }

  static Alert alert(Record row) {
    AlertKind kind = AlertKind.valueOf(row.get(ALERT.KIND).toUpperCase(Locale.ROOT));
    return new Alert(
        row.get(ALERT.ALERT_ID),
        kind.code(),
        row.get(ALERT.DAG),
        row.get(ALERT.LOGICAL_DATE),
        row.get(ALERT.MESSAGE),
        row.get(ALERT.RAISED_AT),
        kind.runbookEntry());
  }
}
