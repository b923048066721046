package ro.wowcinema.pipeline.jobs.documentation;

/**
 * A column that points to a dimension.
 *
 * @param isNatural whether it points to a member by its natural key, whose version at an instant is
 *     to be looked up; else it points to one row
 */
public record DimensionReference(
    String table, String column, String dimension, String key, boolean isNatural) {
  boolean isOf(StarTable candidate, StarColumn candidateColumn) {
    return table.equals(candidate.name()) && column.equals(candidateColumn.name());
  }
}
