package ro.wowcinema.pipeline.core.quality;

import java.time.LocalDate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Which rows of a target are checked. Rows that a job did not change were checked when they were
 * written. So that a check's cost depends on the day's changes and not on the table's size, it
 * reads only the rows that the attempt changed: the attempt's temporary tables still exist.
 */
@FunctionalInterface
public interface CheckScope {
  CheckScope ALL_ROWS = (dsl, logicalDate) -> DSL.trueCondition();

  /** A condition on the target's rows, for the attempt of this date. */
  Condition rows(DSLContext dsl, LocalDate logicalDate);
}
