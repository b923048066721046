package ro.wowcinema.pipeline.core.quality;

import java.util.List;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;

/** The reference of columns to another table. */
public record Relationship(
    List<? extends Field<?>> columns, List<? extends TableField<?, ?>> referenced) {
  public Relationship {
    columns = List.copyOf(columns);
    referenced = List.copyOf(referenced);
    if (columns.isEmpty() || columns.size() != referenced.size()) {
      throw new IllegalArgumentException(
          "columns %s and referenced %s must be as many, and at least one"
              .formatted(columns, referenced));
    }
    Table<?> table = referenced.get(0).getTable();
    if (table.getPrimaryKey() == null
        || !referenced.containsAll(table.getPrimaryKey().getFields())) {
      throw new IllegalArgumentException(
          "%s of %s is not unique; a relationship leads to a primary key"
              .formatted(referenced, table.getName()));
    }
  }
}
