package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.excluded;
import static ro.wowcinema.warehouse.mart.Tables.SETTING;

import org.jooq.DSLContext;

/** The settings of the reports; they take effect with the day that is published. */
final class MartSetting {
  private MartSetting() {}

  static int publish(DSLContext dsl, int smallestGroup) {
    return dsl.insertInto(SETTING, SETTING.SMALLEST_GROUP)
        .values(smallestGroup)
        .onConflict(SETTING.ONLY_ROW)
        .doUpdate()
        .set(SETTING.SMALLEST_GROUP, excluded(SETTING.SMALLEST_GROUP))
        .where(SETTING.SMALLEST_GROUP.isDistinctFrom(excluded(SETTING.SMALLEST_GROUP)))
        .execute();
  }
}
