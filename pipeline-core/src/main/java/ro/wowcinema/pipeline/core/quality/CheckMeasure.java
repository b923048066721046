package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;

/** How a check is computed. */
sealed interface CheckMeasure {
  /** A condition on each row alone; all of these are computed in one pass over the rows. */
  record RowsWhere(Condition offends) implements CheckMeasure {
    public RowsWhere {
      requireNonNull(offends, "offends is null");
    }
  }

  /**
   * Each row refers to a row of another table; computed in the same pass, by outer joins, which is
   * why no row may match twice.
   */
  record Points(Relationship relationship) implements CheckMeasure {
    public Points {
      requireNonNull(relationship, "relationship is null");
    }
  }

  /** A query finds the offending rows. */
  sealed interface RowsOf extends CheckMeasure {
    /** The rows of the target that offend, among those that the condition of the scope selects. */
    Select<?> offending(Table<?> target, Condition rows);
  }

  /** A query of the check's own, given the condition of the scope. */
  record Query(Function<Condition, Select<?>> query) implements RowsOf {
    public Query {
      requireNonNull(query, "query is null");
    }

    @Override
    public Select<?> offending(Table<?> target, Condition rows) {
      return query.apply(rows);
    }
  }

  /** Versions offend that do not follow each other. */
  record BrokenTimelines(Scd2Dimension dimension) implements RowsOf {
    public BrokenTimelines {
      requireNonNull(dimension, "dimension is null");
    }

    @Override
    public Select<?> offending(Table<?> target, Condition rows) {
      return OffendingRows.brokenTimelines(dimension, rows);
    }
  }

  /** A figure, given the logical date, is held against those of earlier dates. */
  record Figure(Function<LocalDate, Field<BigDecimal>> figure, Deviation deviation)
      implements CheckMeasure {
    public Figure {
      requireNonNull(figure, "figure is null");
      requireNonNull(deviation, "deviation is null");
    }
  }
}
