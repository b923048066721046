package ro.wowcinema.pipeline.jobs.mart.report;

import static ro.wowcinema.warehouse.aggregate.Tables.SHOWN_SEGMENT;
import static ro.wowcinema.warehouse.mart.Tables.CURRENT_SHOWN_SEGMENT;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/** Which counties have enough people for figures of their own, so that no reader computes it. */
final class ShownSegments {
  private static final RowTable TABLE =
      new RowTable(
          SHOWN_SEGMENT,
          List.of(SHOWN_SEGMENT.MONTH, SHOWN_SEGMENT.PLAN_ID, SHOWN_SEGMENT.REGION_CODE));

  private ShownSegments() {}

  /** Once subscriptions are published. */
  static int publish(DSLContext dsl) {
    return TABLE.replace(
        dsl,
        DSL.trueCondition(),
        dsl.select(CURRENT_SHOWN_SEGMENT.fields()).from(CURRENT_SHOWN_SEGMENT));
  }
}
