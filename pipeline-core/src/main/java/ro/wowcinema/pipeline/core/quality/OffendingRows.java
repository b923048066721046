package ro.wowcinema.pipeline.core.quality;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lead;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;
import static ro.wowcinema.pipeline.core.db.TempTables.column;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.WindowSpecification;
import org.jooq.impl.SQLDataType;
import ro.wowcinema.pipeline.core.scd.Scd2Dimension;

/** Queries that find the rows which break a rule, among those that a condition selects. */
final class OffendingRows {
  private static final Field<Instant> EXPECTED_END =
      field(name("expected_valid_to"), SQLDataType.INSTANT);
  private static final Field<Integer> PLACE = field(name("place"), SQLDataType.INTEGER);

  private OffendingRows() {}

  /** Values of the columns that occur more than once. */
  static Select<?> repeated(Table<?> target, Condition rows, List<Field<?>> columns) {
    return select(columns)
        .select(count().as("occurrences"))
        .from(target)
        .where(rows)
        .groupBy(columns)
        .having(count().gt(1));
  }

  /**
   * Versions that do not end where the next one starts; first versions that do not start in 1900;
   * and versions marked as current that are not the last.
   */
  static Select<?> brokenTimelines(Scd2Dimension dimension, Condition rows) {
    WindowSpecification inOrder =
        partitionBy(dimension.naturalKey()).orderBy(dimension.validFrom());
    Table<?> version =
        select(dimension.table().fields())
            .select(lead(dimension.validFrom()).over(inOrder).as(EXPECTED_END))
            .select(rowNumber().over(inOrder).as(PLACE))
            .from(dimension.table())
            .where(rows)
            .asTable("version");
    Field<Instant> expectedEnd = column(version, EXPECTED_END);
    Field<Instant> end = column(version, dimension.validTo());
    Condition isLast = expectedEnd.isNull();
    return select(version.fields())
        .from(version)
        .where(isLast.and(end.ne(val(Scd2Dimension.END))))
        .or(end.ne(expectedEnd))
        .or(
            column(version, PLACE)
                .eq(1)
                .and(column(version, dimension.validFrom()).ne(val(Scd2Dimension.BEGINNING))))
        .or(column(version, dimension.isCurrent()).ne(field(isLast)));
  }
}
