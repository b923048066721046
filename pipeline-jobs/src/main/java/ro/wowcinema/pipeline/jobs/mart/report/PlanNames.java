package ro.wowcinema.pipeline.jobs.mart.report;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.trueCondition;
import static ro.wowcinema.warehouse.aggregate.Tables.PLAN;
import static ro.wowcinema.warehouse.warehouse.Tables.DIM_PLAN;

import java.util.List;
import org.jooq.DSLContext;
import ro.wowcinema.pipeline.jobs.mart.RowTable;

/** What the reports call plans; a handful of rows. */
final class PlanNames {
  private static final RowTable TABLE = new RowTable(PLAN, List.of(PLAN.PLAN_KEY));

  private PlanNames() {}

  static int publish(DSLContext dsl) {
    return TABLE.replace(
        dsl,
        trueCondition(),
        dsl.select(
                DIM_PLAN.PLAN_KEY,
                DIM_PLAN.PLAN_ID,
                coalesce(DIM_PLAN.PLAN_NAME, inline("Unknown")).as(PLAN.PLAN_NAME),
                DIM_PLAN.IS_CURRENT)
            .from(DIM_PLAN));
  }
}
