package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;

/** How a check is worked out. */
sealed interface Measure {
  /** Each row tells by itself whether it offends; all of these take one pass over the rows. */
  record RowsWhere(Condition offends) implements Measure {
    public RowsWhere {
      requireNonNull(offends, "offends is null");
    }
  }

  /** A query finds the offending rows, given the condition of the scope. */
  record RowsOf(Function<Condition, Select<?>> offending) implements Measure {
    public RowsOf {
      requireNonNull(offending, "offending is null");
    }
  }

  /** A figure, given the logical date, is held against those of earlier dates. */
  record Figure(Function<LocalDate, Field<BigDecimal>> figure, Deviation deviation)
      implements Measure {
    public Figure {
      requireNonNull(figure, "figure is null");
      requireNonNull(deviation, "deviation is null");
    }
  }
}
