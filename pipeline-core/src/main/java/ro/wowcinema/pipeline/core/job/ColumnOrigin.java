package ro.wowcinema.pipeline.core.job;

import static java.util.Objects.requireNonNull;

/**
 * Declares that a column of a job's only target holds a field of a source, checked and normalised.
 *
 * @param column of the target
 * @param source where it comes from
 * @param field of the source
 */
public record ColumnOrigin(String column, DataSet source, String field)
    implements Comparable<ColumnOrigin> {
  public ColumnOrigin {
    requireNonNull(column, "column is null");
    requireNonNull(source, "source is null");
    requireNonNull(field, "field is null");
  }

  @Override
  public int compareTo(ColumnOrigin other) {
    return column.compareTo(other.column);
  }
}
