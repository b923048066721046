package ro.wowcinema.pipeline.core.quality;

import java.util.List;
import org.jooq.Field;
import org.jooq.TableField;

/**
 * What columns point to.
 *
 * @param columns columns of the target, which point
 * @param referenced columns of one other table, in the same order, which they point to
 */
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
  }
}
