package ro.wowcinema.pipeline.jobs.dimension;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.partitionBy;
import static org.jooq.impl.DSL.round;
import static org.jooq.impl.DSL.table;

import java.math.BigDecimal;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The items of IMDb's comma-separated lists; jOOQ has neither string_to_array nor WITH ORDINALITY.
 */
final class ListItems {
  private static final int WEIGHT_DECIMALS = 12;

  private ListItems() {}

  /**
   * A row per item of a list, to be joined laterally to the row that has the list; null lists have
   * none.
   */
  static Table<?> of(Field<String> list, String alias) {
    return table("unnest(string_to_array({0}, ',')) with ordinality", list)
        .as(name(alias), name("value"), name("place"));
  }

  static Field<String> value(Table<?> items) {
    return field(name(items.getName(), "value"), SQLDataType.VARCHAR);
  }

  /** Place in the list, from 1. */
  static Field<Long> place(Table<?> items) {
    return field(name(items.getName(), "place"), SQLDataType.BIGINT);
  }

  /** For rows grouped by item: 1 / number of items of the row's owner. */
  static Field<BigDecimal> weight(Field<Long> owner) {
    Field<BigDecimal> items = count().over(partitionBy(owner)).cast(SQLDataType.NUMERIC);
    return round(inline(BigDecimal.ONE).div(items), WEIGHT_DECIMALS);
  }
}
