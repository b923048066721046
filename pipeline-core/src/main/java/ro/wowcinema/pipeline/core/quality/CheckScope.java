package ro.wowcinema.pipeline.core.quality;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Which rows of a target a check looks at. What a job left alone was checked when it was written,
 * so a check that costs what the day brought, and not what the table holds, looks at the rows that
 * the attempt touched: its temporary tables are still there.
 */
@FunctionalInterface
public interface CheckScope {
  CheckScope ALL_ROWS = (dsl, logicalDate) -> DSL.trueCondition();

  /** A condition on the target's rows, for the attempt of this date. */
  Condition rows(DSLContext dsl, LocalDate logicalDate);
}
