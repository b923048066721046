package ro.wowcinema.pipeline.core.quality;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.TableField;

/** How a check is worked out. */
sealed interface Measure {
  /** Each row tells by itself whether it offends; all of these take one pass over the rows. */
  record RowsWhere(Condition offends) implements Measure {
    public RowsWhere {
      requireNonNull(offends, "offends is null");
    }
  }

  /**
   * Each row points to a row of another table, by columns that are that table's key or have it in
   * them; worked out in the same pass, by outer joins.
   */
  record Points(List<Field<?>> columns, List<TableField<?, ?>> referenced) implements Measure {
    public Points {
      columns = List.copyOf(columns);
      referenced = List.copyOf(referenced);
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
