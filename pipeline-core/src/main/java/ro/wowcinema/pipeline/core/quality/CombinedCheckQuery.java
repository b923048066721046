package ro.wowcinema.pipeline.core.quality;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** One pass over rows of a table, which answers all checks that need no query of their own. */
final class CombinedCheckQuery {
  private final Table<?> target;
  private final Condition rows;
  private final List<Field<?>> figures = new ArrayList<>();
  private final Map<Check, ReferencedTable> references = new LinkedHashMap<>();

  CombinedCheckQuery(Table<?> target, Condition rows, List<Check> checks, LocalDate logicalDate) {
    this.target = target;
    this.rows = rows;
    figures.add(count().cast(SQLDataType.NUMERIC));
    checks.forEach(check -> figures.add(figure(check, logicalDate)));
  }

  /** The number of rows, then a figure for each check; null for one with its own query. */
  Select<?> query() {
    return select(figures).from(joined()).where(rows);
  }

  /** The rows that break a rule about rows. */
  Select<?> offending(Check check) {
    return select(target.fields()).from(joined()).where(rows).and(offends(check));
  }

  Condition rows() {
    return rows;
  }

  private Field<BigDecimal> figure(Check check, LocalDate logicalDate) {
    if (check.measure() instanceof CheckMeasure.Points points) {
      references.put(
          check, ReferencedTable.of(points.relationship(), "referenced_" + references.size()));
    }
    if (check.measure() instanceof CheckMeasure.Figure figure) {
      return figure.figure().apply(logicalDate);
    }
    return check.measure() instanceof CheckMeasure.RowsOf
        ? DSL.inline((BigDecimal) null, SQLDataType.NUMERIC)
        : count().filterWhere(offends(check)).cast(SQLDataType.NUMERIC);
  }

  private Condition offends(Check check) {
    return check.measure() instanceof CheckMeasure.RowsWhere where
        ? where.offends()
        : references.get(check).dangles();
  }

  private Table<?> joined() {
    Table<?> joined = target;
    for (ReferencedTable reference : references.values()) {
      joined = joined.leftJoin(reference.table()).on(reference.isReferred());
    }
    return joined;
  }
}
